// Stands in for mma.cl on devices without tensor cores, so that tests can run the kernels that use
// them: each function does what the PTX ISA says of the instruction, by way of local memory.

// When a copy that was begun arrives: as late as the program allows, or at once. A program that is
// right with either waits for what it needs and overwrites nothing that is still read.
#ifndef COPIES_ARRIVE_AT_ONCE
#define COPIES_ARRIVE_AT_ONCE 0
#endif
#define MOST_COPIES 256 // begun and not waited for, by one work-item
#define WORDS 6         // that each lane shows to its warp

typedef struct {
    local uint4* to;
    global const half* from;
    bool inside;
    int group;
} Copy;

typedef struct {
    int lane;
    local uint* board; // of the work-item's warp: [32, WORDS]
    int groups;        // committed
    int copies;        // begun and not made
    Copy copy[MOST_COPIES];
} Warp;

#define WARP(warp, items) \
    local uint warp##_boards[(items) * WORDS]; \
    Warp warp; \
    warp.lane = (int)get_local_id(0) % 32; \
    warp.board = warp##_boards + (int)get_local_id(0) / 32 * 32 * WORDS; \
    warp.groups = 0; \
    warp.copies = 0

uint half_of(uint pair, int which) {
    return (pair >> (16 * which)) & 0xffff;
}

float value_of(uint pair, int which) {
    ushort bits = (ushort)half_of(pair, which);
    return vload_half(0, (const half*)&bits);
}

void show_row(Warp* warp, local const uint4* row) {
    uint4 words = *row;
    local uint* at = warp->board + warp->lane * WORDS;
    at[0] = words.x;
    at[1] = words.y;
    at[2] = words.z;
    at[3] = words.w;
    barrier(CLK_LOCAL_MEM_FENCE);
}

void load_blocks(Warp* warp, uint* to, local const uint4* row) {
    show_row(warp, row);
    for (int i = 0; i < 4; i++) {
        to[i] = warp->board[(8 * i + warp->lane / 4) * WORDS + warp->lane % 4];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
}

void load_blocks_transposed(Warp* warp, uint* to, local const uint4* row) {
    show_row(warp, row);
    int column = warp->lane / 4;
    for (int i = 0; i < 4; i++) {
        local const uint* upper = warp->board + (8 * i + 2 * (warp->lane % 4)) * WORDS;
        uint first = half_of(upper[column / 2], column % 2);
        uint second = half_of(upper[WORDS + column / 2], column % 2);
        to[i] = first | second << 16;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
}

void multiply_add(Warp* warp, float* c, const uint* a, const uint* b) {
    local uint* at = warp->board + warp->lane * WORDS;
    for (int i = 0; i < 4; i++) {
        at[i] = a[i];
    }
    at[4] = b[0];
    at[5] = b[1];
    barrier(CLK_LOCAL_MEM_FENCE);
#pragma nounroll
    for (int i = 0; i < 4; i++) {
        int row = warp->lane / 4 + 8 * (i / 2);
        int column = 2 * (warp->lane % 4) + i % 2;
#pragma nounroll
        for (int k = 0; k < 16; k++) {
            int across = k % 8 / 2;
            uint pairA = warp->board[(4 * (row % 8) + across) * WORDS + row / 8 + 2 * (k / 8)];
            uint pairB = warp->board[(4 * column + across) * WORDS + 4 + k / 8];
            c[i] = fma(value_of(pairA, k % 2), value_of(pairB, k % 2), c[i]);
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
}

void copy_now(const Copy* copy) {
    *copy->to = copy->inside ? *(global const uint4*)copy->from : (uint4)(0);
}

void copy_async(Warp* warp, local uint4* to, global const half* from, bool inside) {
    Copy copy = {to, from, inside, warp->groups};
    if (COPIES_ARRIVE_AT_ONCE) {
        copy_now(&copy);
    } else {
        warp->copy[warp->copies++] = copy;
    }
}

void copy_commit(Warp* warp) {
    warp->groups++;
}

void copy_wait(Warp* warp, int n) {
    int left = 0;
#pragma nounroll
    for (int i = 0; i < warp->copies; i++) {
        if (warp->copy[i].group < warp->groups - n) {
            copy_now(&warp->copy[i]);
        } else {
            warp->copy[left++] = warp->copy[i];
        }
    }
    warp->copies = left;
}

#define COPY_WAIT(warp, n) copy_wait(&(warp), n)

uint pack_halves(float first, float second) {
    ushort bits[2];
    vstore_half_rte(first, 0, (half*)bits);
    vstore_half_rte(second, 1, (half*)bits);
    return bits[0] | (uint)bits[1] << 16;
}

float swap_lanes(Warp* warp, float value, int mask) {
    warp->board[warp->lane * WORDS] = as_uint(value);
    barrier(CLK_LOCAL_MEM_FENCE);
    float other = as_float(warp->board[(warp->lane ^ mask) * WORDS]);
    barrier(CLK_LOCAL_MEM_FENCE);
    return other;
}

float power_of_two(float x) {
    return exp2(x);
}
