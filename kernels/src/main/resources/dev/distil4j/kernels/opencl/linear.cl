// y = activation(x·wᵀ + b), computed in float.
// Needs activation.cl and storage.cl before it.
//
//     x [rows, in]           w [out, in]            y [rows, out]
//     ┌────────────┐         ┌────────────┐         ┌────────────┐
//     │▒▒ → k      │ rows    │▒▒ → k      │ cols    │   ▒▒       │ TILE_ROWS x TILE_COLS
//     └────────────┘         └────────────┘         └────────────┘ by one work-group
//
//     x: [r*in + k]          w: [o*in + k]          y: [r*out + o]
//
// A work-group goes through k in steps of TILE_DEPTH: the step's tiles are in local memory, the next
// ones on their way to registers. An item computes ITEM_ROWS x ITEM_COLS outputs, which lie as far
// apart as there are items, so that neighbours read neighbours and write neighbours:
//
//     item (i, j) has the rows    i, i + ITEMS_DOWN, i + 2*ITEMS_DOWN, … of the tile
//                 and the columns j, j + ITEMS_ACROSS, …
//
// Whatever the tile, an output begins with its bias and takes its terms one by one in the order of k.
// So every choice of the parameters gives the same bits.

#ifndef TILE_ROWS
#define TILE_ROWS 128 // rows of y per work-group
#endif
#ifndef TILE_COLS
#define TILE_COLS 128 // columns of y per work-group
#endif
#ifndef TILE_DEPTH
#define TILE_DEPTH 16 // terms per step, a multiple of 4
#endif
#ifndef ITEM_ROWS
#define ITEM_ROWS 8 // rows per item, divides TILE_ROWS
#endif
#ifndef ITEM_COLS
#define ITEM_COLS 8 // columns per item, divides TILE_COLS
#endif
#ifndef VECTOR_WIDTH
#define VECTOR_WIDTH 4 // values read at once from x and w: 1, or 4 where that divides in
#endif

#define ITEMS_DOWN (TILE_ROWS / ITEM_ROWS)
#define ITEMS_ACROSS (TILE_COLS / ITEM_COLS)
#define ITEMS (ITEMS_DOWN * ITEMS_ACROSS)
#define QUADS (TILE_DEPTH / 4)
// A row of a tile in local memory, in quads: one more than needed, so that the rows of neighbours
// begin in different banks.
#define STRIDE (QUADS + 1)
// Quads that an item brings, the last of them maybe not every item.
#define X_QUADS ((TILE_ROWS * QUADS + ITEMS - 1) / ITEMS)
#define W_QUADS ((TILE_COLS * QUADS + ITEMS - 1) / ITEMS)

// Four values of a row from k on; zeros beyond the matrix [rows, in].
float4 quad(global const STORED* m, int row, int rows, int k, int in) {
    float4 values = 0.0f;
    if (row < rows && k < in) {
        size_t at = (size_t)row * in + k;
#if VECTOR_WIDTH == 4
        values = load_quad(m, at);
#else
        values.s0 = load(m, at);
        values.s1 = k + 1 < in ? load(m, at + 1) : 0.0f;
        values.s2 = k + 2 < in ? load(m, at + 2) : 0.0f;
        values.s3 = k + 3 < in ? load(m, at + 3) : 0.0f;
#endif
    }
    return values;
}

// Work-groups: [out / TILE_COLS, rows / TILE_ROWS], rounded up.
__attribute__((reqd_work_group_size(ITEMS_ACROSS, ITEMS_DOWN, 1)))
kernel void linear(global const STORED* x, global const STORED* w, global const float* b,
                   global STORED* y, int rows, int in, int out) {
    local float4 xs[TILE_ROWS * STRIDE];
    local float4 ws[TILE_COLS * STRIDE];
    int row0 = get_group_id(1) * TILE_ROWS;
    int col0 = get_group_id(0) * TILE_COLS;
    int down = get_local_id(1);
    int across = get_local_id(0);
    int item = down * ITEMS_ACROSS + across;

    float sums[ITEM_ROWS][ITEM_COLS];
#pragma unroll
    for (int j = 0; j < ITEM_COLS; j++) {
        int col = col0 + across + j * ITEMS_ACROSS;
        float bias = col < out ? b[col] : 0.0f;
#pragma unroll
        for (int i = 0; i < ITEM_ROWS; i++) {
            sums[i][j] = bias;
        }
    }

    float4 nextX[X_QUADS];
    float4 nextW[W_QUADS];
    for (int k0 = -TILE_DEPTH; k0 < in; k0 += TILE_DEPTH) {
        // The next step's values set out before this step's are used.
#pragma unroll
        for (int i = 0; i < X_QUADS; i++) {
            int at = item + i * ITEMS;
            int k = k0 + TILE_DEPTH + at % QUADS * 4;
            nextX[i] = at < TILE_ROWS * QUADS ? quad(x, row0 + at / QUADS, rows, k, in) : (float4)(0.0f);
        }
#pragma unroll
        for (int i = 0; i < W_QUADS; i++) {
            int at = item + i * ITEMS;
            int k = k0 + TILE_DEPTH + at % QUADS * 4;
            nextW[i] = at < TILE_COLS * QUADS ? quad(w, col0 + at / QUADS, out, k, in) : (float4)(0.0f);
        }
        if (k0 >= 0) {
#if ITEM_ROWS * ITEM_COLS > 16
#pragma unroll 1 // there is enough to do; all at once would take half as many registers again
#else
#pragma unroll
#endif
            for (int q = 0; q < QUADS; q++) {
                float4 xq[ITEM_ROWS];
#pragma unroll
                for (int i = 0; i < ITEM_ROWS; i++) {
                    xq[i] = xs[(down + i * ITEMS_DOWN) * STRIDE + q];
                }
#pragma unroll
                for (int j = 0; j < ITEM_COLS; j++) {
                    float4 wq = ws[(across + j * ITEMS_ACROSS) * STRIDE + q];
#pragma unroll
                    for (int i = 0; i < ITEM_ROWS; i++) {
                        sums[i][j] = fma(xq[i].s0, wq.s0, sums[i][j]);
                        sums[i][j] = fma(xq[i].s1, wq.s1, sums[i][j]);
                        sums[i][j] = fma(xq[i].s2, wq.s2, sums[i][j]);
                        sums[i][j] = fma(xq[i].s3, wq.s3, sums[i][j]);
                    }
                }
            }
        }
        barrier(CLK_LOCAL_MEM_FENCE); // nobody reads this step's tiles any more
#pragma unroll
        for (int i = 0; i < X_QUADS; i++) {
            int at = item + i * ITEMS;
            if (at < TILE_ROWS * QUADS) {
                xs[at / QUADS * STRIDE + at % QUADS] = nextX[i];
            }
        }
#pragma unroll
        for (int i = 0; i < W_QUADS; i++) {
            int at = item + i * ITEMS;
            if (at < TILE_COLS * QUADS) {
                ws[at / QUADS * STRIDE + at % QUADS] = nextW[i];
            }
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }

#pragma unroll
    for (int i = 0; i < ITEM_ROWS; i++) {
        int row = row0 + down + i * ITEMS_DOWN;
#pragma unroll
        for (int j = 0; j < ITEM_COLS; j++) {
            int col = col0 + across + j * ITEMS_ACROSS;
            if (row < rows && col < out) {
                store(activate(sums[i][j]), y, (size_t)row * out + col);
            }
        }
    }
}
