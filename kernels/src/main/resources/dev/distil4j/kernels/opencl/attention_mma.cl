// y = softmax(q·kᵀ / √HEAD_DIM)·v of each sequence and head on tensor cores: halves in and out, sums
// in float. Needs mma.cl and tile.cl before it.
//
//     q [queries, dim]      kv [total, 2·dim]         y [queries, dim]
//     ┌─────┬────┬───┐      ┌────┬────┬────┬────┐     ┌─────┬────┬───┐
//     │     │▒▒▒▒│   │      │    │▒k▒▒│    │▒v▒▒│ ↓   │     │▒▒▒▒│   │ QUERIES of one sequence
//     └─────┴────┴───┘      └────┴────┴────┴────┘     └─────┴────┴───┘ by one work-group
//           HEAD_DIM of one head
//
//     q, y: [i*dim + head*HEAD_DIM + c]               k: [j*2*dim + head*HEAD_DIM + c], v: dim further
//
// A work-group goes through its sequence in steps of KEYS; the keys and values of the next step are
// copied while it computes. Each warp owns 16 queries. It never holds more than 16 x KEYS scores: the
// softmax is that of the keys seen so far, mended when a greater score comes (Milakov and Gimelshein,
// Online normalizer calculation for softmax, 2018; Dao, FlashAttention-2, 2023).

#ifndef HEAD_DIM
#define HEAD_DIM 64 // columns of a head: 16, 32, 64 or 128
#endif
#ifndef QUERIES
#define QUERIES 64 // per work-group, a multiple of 16
#endif
#ifndef KEYS
#define KEYS 32 // per step, a multiple of 16
#endif

#define ITEMS (2 * QUERIES)
#define HEAD_CHUNKS (HEAD_DIM / 8)
#define HEAD_STEPS (HEAD_DIM / 16) // of a score's sum
#define KEY_PARTS (KEYS / 8)
#define HEAD_PARTS (HEAD_DIM / 8)
#define Q_CHUNKS (QUERIES * HEAD_CHUNKS)
#define K_CHUNKS (KEYS * HEAD_CHUNKS) // and as many of values
#define LOG2_E 1.44269504f

// Begins to copy keys and values from that row of the batch on, at most to the end of the sequence.
void copy_keys(Warp* warp, local uint4* to, global const half* kv, int from, int end, int dim) {
    global const half* row = kv + (size_t)from * 2 * dim;
    copy_tile(warp, to, row, KEYS, HEAD_CHUNKS, end - from, HEAD_DIM, 2 * dim, ITEMS);
    copy_tile(warp, to + K_CHUNKS, row + dim, KEYS, HEAD_CHUNKS, end - from, HEAD_DIM, 2 * dim, ITEMS);
}

// The greatest, or the sum, of the four lanes that share a row.
float greatest_of_row(Warp* warp, float value) {
    value = fmax(value, swap_lanes(warp, value, 1));
    return fmax(value, swap_lanes(warp, value, 2));
}

float sum_of_row(Warp* warp, float value) {
    value += swap_lanes(warp, value, 1);
    return value + swap_lanes(warp, value, 2);
}

// scale: 1 / √HEAD_DIM. tiles: (first key, key after the last, first query, query after the last), each
// of one sequence. Work-groups: [tiles, heads].
__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void attention_mma(global const half* q, global const half* kv, int dim, float scale,
                          global const int4* tiles, global half* y) {
    local uint4 queries[Q_CHUNKS];
    local uint4 stages[2 * 2 * K_CHUNKS];
    WARP(warp, ITEMS);
    int4 tile = tiles[get_group_id(0)];
    int column = get_group_id(1) * HEAD_DIM;
    int warpRow = get_local_id(0) / 32 * 16;
    int laneRow = warp.lane / 4;
    int laneCol = warp.lane % 4 * 2;
    q += (size_t)tile.z * dim + column;
    kv += column;
    y += (size_t)tile.z * dim + column;
    scale *= LOG2_E;

    copy_tile(&warp, queries, q, QUERIES, HEAD_CHUNKS, tile.w - tile.z, HEAD_DIM, dim, ITEMS);
    copy_keys(&warp, stages, kv, tile.x, tile.y, dim);
    copy_commit(&warp);
    COPY_WAIT(warp, 0);
    barrier(CLK_LOCAL_MEM_FENCE);
    uint qPart[HEAD_STEPS][4];
#pragma unroll
    for (int c = 0; c < HEAD_STEPS; c++) {
        int row = warpRow + warp.lane % 16;
        load_blocks(&warp, qPart[c], queries + place(row, 2 * c + warp.lane / 16, HEAD_CHUNKS));
    }

    // Of the lane's two rows: the greatest score so far, the lane's share of the sum, and of y.
    float greatest[2] = {-INFINITY, -INFINITY};
    float sum[2] = {0, 0};
    float means[HEAD_PARTS][4];
#pragma unroll
    for (int n = 0; n < HEAD_PARTS; n++) {
        means[n][0] = means[n][1] = means[n][2] = means[n][3] = 0;
    }
    for (int first = tile.x, step = 0; first < tile.y; first += KEYS, step++) {
        local const uint4* keys = stages + step % 2 * 2 * K_CHUNKS;
        local const uint4* values = keys + K_CHUNKS;
        COPY_WAIT(warp, 0);
        // Everybody's copies have arrived, and nobody reads the step before any more.
        barrier(CLK_LOCAL_MEM_FENCE);
        if (first + KEYS < tile.y) {
            copy_keys(&warp, stages + (step + 1) % 2 * 2 * K_CHUNKS, kv, first + KEYS, tile.y, dim);
        }
        copy_commit(&warp);

        float scores[KEY_PARTS][4];
#pragma unroll
        for (int j = 0; j < KEY_PARTS; j += 2) {
            scores[j][0] = scores[j][1] = scores[j][2] = scores[j][3] = 0;
            scores[j + 1][0] = scores[j + 1][1] = scores[j + 1][2] = scores[j + 1][3] = 0;
#pragma unroll
            for (int c = 0; c < HEAD_STEPS; c++) {
                uint kPart[4]; // of 16 keys
                int row = 8 * j + warp.lane / 16 * 8 + warp.lane % 8;
                load_blocks(&warp, kPart, keys + place(row, 2 * c + warp.lane / 8 % 2, HEAD_CHUNKS));
                multiply_add(&warp, scores[j], qPart[c], kPart);
                multiply_add(&warp, scores[j + 1], qPart[c], kPart + 2);
            }
        }

        float most[2] = {-INFINITY, -INFINITY};
#pragma unroll
        for (int j = 0; j < KEY_PARTS; j++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                bool key = first + 8 * j + laneCol + i % 2 < tile.y;
                scores[j][i] = key ? scores[j][i] * scale : -INFINITY;
                most[i / 2] = fmax(most[i / 2], scores[j][i]);
            }
        }
        float base[2];
#pragma unroll
        for (int r = 0; r < 2; r++) {
            most[r] = fmax(greatest[r], greatest_of_row(&warp, most[r]));
            // Where no key has been seen yet that counts, everything is 0 and stays it.
            base[r] = most[r] == -INFINITY ? 0.0f : most[r];
            float keep = power_of_two(greatest[r] - base[r]);
            greatest[r] = most[r];
            sum[r] *= keep;
#pragma unroll
            for (int n = 0; n < HEAD_PARTS; n++) {
                means[n][2 * r] *= keep;
                means[n][2 * r + 1] *= keep;
            }
        }
#pragma unroll
        for (int j = 0; j < KEY_PARTS; j++) {
#pragma unroll
            for (int i = 0; i < 4; i++) {
                scores[j][i] = power_of_two(scores[j][i] - base[i / 2]);
                sum[i / 2] += scores[j][i];
            }
        }
#pragma unroll
        for (int j = 0; j < KEY_PARTS; j += 2) {
            // Two parts of c are spread like one of a.
            uint sPart[4] = {pack_halves(scores[j][0], scores[j][1]),
                             pack_halves(scores[j][2], scores[j][3]),
                             pack_halves(scores[j + 1][0], scores[j + 1][1]),
                             pack_halves(scores[j + 1][2], scores[j + 1][3])};
#pragma unroll
            for (int n = 0; n < HEAD_PARTS; n += 2) {
                uint vPart[4]; // of 16 columns
                int row = 8 * j + warp.lane % 16;
                load_blocks_transposed(&warp, vPart,
                                       values + place(row, n + warp.lane / 16, HEAD_CHUNKS));
                multiply_add(&warp, means[n], sPart, vPart);
                multiply_add(&warp, means[n + 1], sPart, vPart + 2);
            }
        }
    }

    // By way of local memory, so that whole rows of chunks are written. Nobody else reads these rows.
    local uint* pairs = (local uint*)queries;
#pragma unroll
    for (int r = 0; r < 2; r++) {
        float total = sum_of_row(&warp, sum[r]);
        int row = warpRow + 8 * r + laneRow;
#pragma unroll
        for (int n = 0; n < HEAD_PARTS; n++) {
            pairs[4 * place(row, n, HEAD_CHUNKS) + laneCol / 2] =
                pack_halves(means[n][2 * r] / total, means[n][2 * r + 1] / total);
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int i = get_local_id(0); i < Q_CHUNKS; i += ITEMS) {
        int row = i / HEAD_CHUNKS;
        int chunk = i % HEAD_CHUNKS;
        if (row < tile.w - tile.z) {
            *(global uint4*)(y + (size_t)row * dim + 8 * chunk) =
                queries[place(row, chunk, HEAD_CHUNKS)];
        }
    }
}
