// What the 32 lanes of a warp can do together on an NVIDIA GPU from compute capability 8.0 on, as
// inline PTX: tensor cores with sums in float, loads of their operands, and copies past the registers.
// Every function is called by all lanes of a warp at once; lane = linear local id % 32.
//
// The operands are spread over the lanes (PTX ISA, "Matrix fragments for mma.m16n8k16"). A block is
// 8 x 8 halves, a register holds two of a row, side by side, and every block is spread alike:
//
//     block     column 0 1   2 3   4 5   6 7
//      row 0    lane   0     1     2     3
//      row 1           4     5     6     7
//      ...
//      row 7          28    29    30    31
//
//     a [16, 16]     k 0-7  k 8-15       b [8, 16]     k 0-7  k 8-15      c [16, 8] floats
//      rows 0-7      a[0]    a[2]        rows 0-7      b[0]    b[1]       rows 0-7   c[0] c[1]
//      rows 8-15     a[1]    a[3]                                         rows 8-15  c[2] c[3]
//
// c is spread like a block, with c[0] and c[1] side by side.

typedef struct {
    int lane;
} Warp;

// Declares the warp of a work-item, in a kernel of that many work-items a group.
#define WARP(warp, items) Warp warp = {(int)get_local_id(0) % 32}

uint shared_address(local const void* p) {
    return (uint)(size_t)p;
}

// Four blocks: lane 8·i + r gives the address of row r of block i, and gets its share of it in to[i].
void load_blocks(Warp* warp, uint* to, local const uint4* row) {
    __asm__ volatile(
        "ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0, %1, %2, %3}, [%4];"
        : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
        : "r"(shared_address(row))
        : "memory");
}

// Four blocks likewise, each of them transposed.
void load_blocks_transposed(Warp* warp, uint* to, local const uint4* row) {
    __asm__ volatile(
        "ldmatrix.sync.aligned.m8n8.x4.trans.shared.b16 {%0, %1, %2, %3}, [%4];"
        : "=r"(to[0]), "=r"(to[1]), "=r"(to[2]), "=r"(to[3])
        : "r"(shared_address(row))
        : "memory");
}

// c += a·bᵀ.
void multiply_add(Warp* warp, float* c, const uint* a, const uint* b) {
    __asm__ volatile(
        "mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 "
        "{%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
        : "+f"(c[0]), "+f"(c[1]), "+f"(c[2]), "+f"(c[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b[0]), "r"(b[1]));
}

// Begins to copy eight halves, or eight zeros when they lie outside; belongs to the next group.
void copy_async(Warp* warp, local uint4* to, global const half* from, bool inside) {
    __asm__ volatile(
        "cp.async.cg.shared.global [%0], [%1], 16, %2;"
        :
        : "r"(shared_address(to)), "l"(from), "r"(inside ? 16 : 0)
        : "memory");
}

// Ends a group of copies.
void copy_commit(Warp* warp) {
    __asm__ volatile("cp.async.commit_group;" : : : "memory");
}

// Waits for the work-item's own copies, all groups but the last n, a constant.
#define COPY_WAIT(warp, n) __asm__ volatile("cp.async.wait_group %0;" : : "n"(n) : "memory")

// Two values rounded to the nearest halves, the first in the lower bits.
uint pack_halves(float first, float second) {
    uint pair;
    __asm__("cvt.rn.f16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(second), "f"(first));
    return pair;
}

// The value of the lane whose number differs in the bits of mask.
float swap_lanes(Warp* warp, float value, int mask) {
    float other;
    __asm__ volatile("shfl.sync.bfly.b32 %0, %1, %2, 31, 0xffffffff;"
                     : "=f"(other)
                     : "f"(value), "r"(mask));
    return other;
}

// 2ˣ to 22 bits.
float power_of_two(float x) {
    float power;
    __asm__("ex2.approx.ftz.f32 %0, %1;" : "=f"(power) : "f"(x));
    return power;
}
