// y = activation(x·wᵀ + b) on tensor cores: halves in and out, sums in float.
// Needs activation.cl, mma.cl and tile.cl before it.
//
//     x [rows, in]           w [out, in]            y [rows, out]
//     ┌────────────┐         ┌────────────┐         ┌────────────┐
//     │▒▒ → k      │ rows    │▒▒ → k      │ cols    │   ▒▒       │ TILE_ROWS x TILE_COLS
//     └────────────┘         └────────────┘         └────────────┘ by one work-group
//
//     x: [r*in + k]          w: [o*in + k]          y: [r*out + o]
//
// A work-group goes through k in steps of TILE_DEPTH. The tiles of STAGES steps are in local memory or
// on the way to it; each warp multiplies WARP_ROWS x WARP_COLS of the tile, in parts of 16 x 8 x 16.
// Whatever the tile, an output begins with its bias and takes its terms in the same order, 16 at once.

#ifndef TILE_ROWS
#define TILE_ROWS 128 // rows of y per work-group
#endif
#ifndef TILE_COLS
#define TILE_COLS 128 // columns of y per work-group; a power of two
#endif
#ifndef TILE_DEPTH
#define TILE_DEPTH 32 // terms per step: 16, 32 or 64
#endif
#ifndef WARP_ROWS
#define WARP_ROWS 64 // rows per warp, a multiple of 16 that divides TILE_ROWS
#endif
#ifndef WARP_COLS
#define WARP_COLS 32 // columns per warp, a multiple of 16 that divides TILE_COLS
#endif
#ifndef STAGES
#define STAGES 3 // steps in local memory, at least 2; big enough for a tile of y
#endif
#ifndef ACTIVATION
#define ACTIVATION 0 // what is applied to y: see activation.cl
#endif

#define WARPS_ACROSS (TILE_COLS / WARP_COLS)
#define ITEMS (32 * (TILE_ROWS / WARP_ROWS) * WARPS_ACROSS)
#define DEPTH_CHUNKS (TILE_DEPTH / 8)
#define X_CHUNKS (TILE_ROWS * DEPTH_CHUNKS) // of one stage
#define W_CHUNKS (TILE_COLS * DEPTH_CHUNKS)
#define STAGE_CHUNKS (X_CHUNKS + W_CHUNKS)
#define PARTS_DOWN (WARP_ROWS / 16) // of 16 rows
#define PARTS_ACROSS (WARP_COLS / 8) // of 8 columns
#define Y_CHUNKS (TILE_COLS / 8)

// Begins to copy the tiles of one step to its stage.
void copy_step(Warp* warp, local uint4* stages, global const half* x, global const half* w, int row0,
               int col0, int rows, int in, int out, int step) {
    local uint4* stage = stages + step % STAGES * STAGE_CHUNKS;
    int k = step * TILE_DEPTH;
    copy_tile(warp, stage, x + (size_t)row0 * in + k, TILE_ROWS, DEPTH_CHUNKS, rows - row0, in - k, in,
              ITEMS);
    copy_tile(warp, stage + X_CHUNKS, w + (size_t)col0 * in + k, TILE_COLS, DEPTH_CHUNKS, out - col0,
              in - k, in, ITEMS);
}

// in must be a multiple of 8. Work-groups: [columns / TILE_COLS, rows / TILE_ROWS], rounded up.
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void linear_mma(global const half* x, global const half* w, global const float* b,
                       global half* y, int rows, int in, int out) {
    local uint4 stages[STAGES * STAGE_CHUNKS];
    WARP(warp, ITEMS);
    int col0 = get_group_id(0) * TILE_COLS;
    int row0 = get_group_id(1) * TILE_ROWS;
    int warpRow = get_local_id(0) / 32 / WARPS_ACROSS * WARP_ROWS;
    int warpCol = get_local_id(0) / 32 % WARPS_ACROSS * WARP_COLS;
    // The lane's own row and column in a part of y.
    int laneRow = warp.lane / 4;
    int laneCol = warp.lane % 4 * 2;

    float sums[PARTS_DOWN][PARTS_ACROSS][4];
#pragma unroll
    for (int j = 0; j < PARTS_ACROSS; j++) {
        int col = col0 + warpCol + 8 * j + laneCol;
        float first = col < out ? b[col] : 0.0f;
        float second = col + 1 < out ? b[col + 1] : 0.0f;
#pragma unroll
        for (int i = 0; i < PARTS_DOWN; i++) {
            sums[i][j][0] = sums[i][j][2] = first;
            sums[i][j][1] = sums[i][j][3] = second;
        }
    }

    int steps = (in + TILE_DEPTH - 1) / TILE_DEPTH;
    for (int step = 0; step < STAGES - 1; step++) {
        if (step < steps) {
            copy_step(&warp, stages, x, w, row0, col0, rows, in, out, step);
        }
        copy_commit(&warp); // maybe of nothing: the groups count the steps
    }
    for (int step = 0; step < steps; step++) {
        COPY_WAIT(warp, STAGES - 2);
        // Everybody's copies of this step have arrived, and nobody reads the step before any more.
        barrier(CLK_LOCAL_MEM_FENCE);
        int ahead = step + STAGES - 1;
        if (ahead < steps) {
            copy_step(&warp, stages, x, w, row0, col0, rows, in, out, ahead);
        }
        copy_commit(&warp);

        local const uint4* xs = stages + step % STAGES * STAGE_CHUNKS;
        local const uint4* ws = xs + X_CHUNKS;
#pragma unroll
        for (int chunk = 0; chunk < DEPTH_CHUNKS; chunk += 2) {
            uint xPart[PARTS_DOWN][4];
            uint wPart[PARTS_ACROSS][2];
#pragma unroll
            for (int i = 0; i < PARTS_DOWN; i++) {
                int row = warpRow + 16 * i + warp.lane % 16;
                load_blocks(&warp, xPart[i], xs + place(row, chunk + warp.lane / 16, DEPTH_CHUNKS));
            }
#pragma unroll
            for (int j = 0; j < PARTS_ACROSS; j += 2) {
                int row = warpCol + 8 * j + warp.lane / 16 * 8 + warp.lane % 8;
                load_blocks(&warp, wPart[j],
                            ws + place(row, chunk + warp.lane / 8 % 2, DEPTH_CHUNKS));
            }
#pragma unroll
            for (int i = 0; i < PARTS_DOWN; i++) {
#pragma unroll
                for (int j = 0; j < PARTS_ACROSS; j++) {
                    multiply_add(&warp, sums[i][j], xPart[i], wPart[j]);
                }
            }
        }
    }

    // By way of local memory, so that whole rows of chunks are written.
    barrier(CLK_LOCAL_MEM_FENCE);
    local uint* pairs = (local uint*)stages;
#pragma unroll
    for (int i = 0; i < PARTS_DOWN; i++) {
#pragma unroll
        for (int j = 0; j < PARTS_ACROSS; j++) {
#pragma unroll
            for (int lower = 0; lower < 2; lower++) {
                int row = warpRow + 16 * i + 8 * lower + laneRow;
                int chunk = warpCol / 8 + j;
                pairs[4 * place(row, chunk, Y_CHUNKS) + laneCol / 2] =
                    pack_halves(activate(sums[i][j][2 * lower]), activate(sums[i][j][2 * lower + 1]));
            }
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = get_local_id(0); i < TILE_ROWS * Y_CHUNKS; i += ITEMS) {
        int row = row0 + i / Y_CHUNKS;
        int col = col0 + i % Y_CHUNKS * 8;
        local const uint4* chunk = stages + place(i / Y_CHUNKS, i % Y_CHUNKS, Y_CHUNKS);
        if (row < rows && out % 8 == 0 && col < out) {
            *(global uint4*)(y + (size_t)row * out + col) = *chunk;
        } else if (row < rows) {
            for (int c = 0; c < 8 && col + c < out; c++) {
                ((global ushort*)y)[(size_t)row * out + col + c] = ((local const ushort*)chunk)[c];
            }
        }
    }
}
