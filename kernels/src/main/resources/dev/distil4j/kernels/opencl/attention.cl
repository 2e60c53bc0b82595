// y = softmax(q·kᵀ / √HEAD_DIM)·v within each sequence and head, computed in float.
// Needs activation.cl and storage.cl before it.
//
//     q, y [queries, dim]: [r*dim + c]         kv [total, 2*dim]: [r*2*dim + c], values from c = dim on
//
//                       key tiles →            A work-group has one head and a tile of the queries of
//                    ┌────┬────┬────┬──        one sequence. It goes through the sequence's keys and
//      query tile    │    │▒▒▒▒│    │          values tile by tile and keeps, for every query, the
//                    └────┴────┴────┴──        largest score so far, Σ exp(score - largest), and the
//      scores of one tile in local memory      mix of values; the last two shrink when a larger score
//                                              comes (Milakov and Gimelshein, Online normalizer
//                                              calculation for softmax, 2018).
//
// An item has a grid of scores, queries ITEMS_DOWN apart by keys ITEMS_ACROSS apart, and of the mix the
// same queries by quads of columns. Tiles begin with the sequence, so a result does not depend on the
// other sequences, nor on which other queries are asked for.

#ifndef HEAD_DIM
#define HEAD_DIM 64 // columns of a head
#endif
#ifndef TILE_QUERIES
#define TILE_QUERIES 32 // queries of a work-group
#endif
#ifndef TILE_KEYS
#define TILE_KEYS 32 // keys at a time
#endif
#ifndef ITEMS_DOWN
#define ITEMS_DOWN 8 // divides TILE_QUERIES
#endif
#ifndef ITEMS_ACROSS
#define ITEMS_ACROSS 16 // divides TILE_KEYS; a multiple of 4
#endif

#define ITEMS (ITEMS_DOWN * ITEMS_ACROSS)
#define ITEM_QUERIES (TILE_QUERIES / ITEMS_DOWN)
#define ITEM_KEYS (TILE_KEYS / ITEMS_ACROSS)
#define QUADS ((HEAD_DIM + 3) / 4) // of a row of a head
#define ITEM_QUADS ((QUADS + ITEMS_ACROSS - 1) / ITEMS_ACROSS)
// Rows in local memory, in quads: an odd number, so that the rows of neighbours begin in different
// banks.
#define STRIDE (QUADS | 1)
#define SCORE_STRIDE (TILE_KEYS / 4 | 1)

// Four values of a head's row from its column c on; zeros beyond the head.
float4 quad(global const STORED* row, int c) {
#if HEAD_DIM % 4 == 0
    return load_quad(row, c);
#else
    float4 values = 0.0f;
    values.s0 = load(row, c);
    values.s1 = c + 1 < HEAD_DIM ? load(row, c + 1) : 0.0f;
    values.s2 = c + 2 < HEAD_DIM ? load(row, c + 2) : 0.0f;
    values.s3 = c + 3 < HEAD_DIM ? load(row, c + 3) : 0.0f;
    return values;
#endif
}

// Rows of a head, step apart, times scale, to a tile of that height; zeros after the last.
void copy_tile(global const STORED* from, size_t step, int rows, float scale, local float4* tile,
               int height) {
    for (int at = get_local_id(1) * ITEMS_ACROSS + get_local_id(0); at < height * QUADS;
         at += ITEMS) {
        int row = at / QUADS;
        int q = at % QUADS;
        tile[row * STRIDE + q] = row < rows ? quad(from + row * step, 4 * q) * scale : (float4)(0.0f);
    }
}

// scale: 1 / √HEAD_DIM. tiles: (first key, key after the last, first query, query after the last), each
// of one sequence. Work-groups: [tiles, heads].
__attribute__((reqd_work_group_size(ITEMS_ACROSS, ITEMS_DOWN, 1)))
kernel void attention(global const STORED* q, global const STORED* kv, int dim, float scale,
                      global const int4* tiles, global STORED* y) {
    local float4 qs[TILE_QUERIES * STRIDE];
    local float4 ks[TILE_KEYS * STRIDE];
    local float4 vs[TILE_KEYS * STRIDE];
    local float4 scores[TILE_QUERIES * SCORE_STRIDE];
    local float partial[TILE_QUERIES * ITEMS_ACROSS];
    int4 tile = tiles[get_group_id(0)];
    int column = get_group_id(1) * HEAD_DIM;
    int down = get_local_id(1);
    int across = get_local_id(0);
    copy_tile(q + tile.z * (size_t)dim + column, dim, tile.w - tile.z, scale, qs, TILE_QUERIES);

    float largest[ITEM_QUERIES];
    float sum[ITEM_QUERIES]; // of the item's own keys
    float4 mix[ITEM_QUERIES][ITEM_QUADS];
#pragma unroll
    for (int i = 0; i < ITEM_QUERIES; i++) {
        largest[i] = -INFINITY;
        sum[i] = 0.0f;
#pragma unroll
        for (int n = 0; n < ITEM_QUADS; n++) {
            mix[i][n] = 0.0f;
        }
    }

    for (int first = tile.x; first < tile.y; first += TILE_KEYS) {
        int keys = min(TILE_KEYS, tile.y - first);
        global const STORED* k = kv + first * 2 * (size_t)dim + column;
        barrier(CLK_LOCAL_MEM_FENCE); // nobody reads the tiles before any more
        copy_tile(k, 2 * dim, keys, 1.0f, ks, TILE_KEYS);
        copy_tile(k + dim, 2 * dim, keys, 1.0f, vs, TILE_KEYS);
        barrier(CLK_LOCAL_MEM_FENCE);

        float score[ITEM_QUERIES][ITEM_KEYS];
#pragma unroll
        for (int i = 0; i < ITEM_QUERIES; i++) {
#pragma unroll
            for (int j = 0; j < ITEM_KEYS; j++) {
                score[i][j] = across + j * ITEMS_ACROSS < keys ? 0.0f : -INFINITY;
            }
        }
        for (int c = 0; c < QUADS; c++) {
            float4 qq[ITEM_QUERIES];
#pragma unroll
            for (int i = 0; i < ITEM_QUERIES; i++) {
                qq[i] = qs[(down + i * ITEMS_DOWN) * STRIDE + c];
            }
#pragma unroll
            for (int j = 0; j < ITEM_KEYS; j++) {
                float4 kq = ks[(across + j * ITEMS_ACROSS) * STRIDE + c];
#pragma unroll
                for (int i = 0; i < ITEM_QUERIES; i++) {
                    score[i][j] = fma(qq[i].s0, kq.s0, score[i][j]);
                    score[i][j] = fma(qq[i].s1, kq.s1, score[i][j]);
                    score[i][j] = fma(qq[i].s2, kq.s2, score[i][j]);
                    score[i][j] = fma(qq[i].s3, kq.s3, score[i][j]);
                }
            }
        }

        // The largest score of every query: of the item's keys, then of all items'.
#pragma unroll
        for (int i = 0; i < ITEM_QUERIES; i++) {
            float own = score[i][0];
#pragma unroll
            for (int j = 1; j < ITEM_KEYS; j++) {
                own = fmax(own, score[i][j]);
            }
            partial[(down + i * ITEMS_DOWN) * ITEMS_ACROSS + across] = own;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        local float* weights = (local float*)scores;
#pragma unroll
        for (int i = 0; i < ITEM_QUERIES; i++) {
            int row = down + i * ITEMS_DOWN;
            float before = largest[i];
            for (int n = 0; n < ITEMS_ACROSS; n++) {
                largest[i] = fmax(largest[i], partial[row * ITEMS_ACROSS + n]);
            }
            // A score of -∞ weighs nothing, even where there is no other: -∞ - -∞ is not 0.
            float shrink = before == -INFINITY ? 0.0f : exponential(before - largest[i]);
            sum[i] *= shrink;
#pragma unroll
            for (int n = 0; n < ITEM_QUADS; n++) {
                mix[i][n] *= shrink;
            }
#pragma unroll
            for (int j = 0; j < ITEM_KEYS; j++) {
                float s = score[i][j];
                float weight = s == -INFINITY ? 0.0f : exponential(s - largest[i]);
                sum[i] += weight;
                weights[row * 4 * SCORE_STRIDE + across + j * ITEMS_ACROSS] = weight;
            }
        }
        barrier(CLK_LOCAL_MEM_FENCE);

        for (int key = 0; key < keys; key += 4) {
            float4 wq[ITEM_QUERIES];
#pragma unroll
            for (int i = 0; i < ITEM_QUERIES; i++) {
                wq[i] = scores[(down + i * ITEMS_DOWN) * SCORE_STRIDE + key / 4];
            }
#pragma unroll
            for (int n = 0; n < ITEM_QUADS; n++) {
                int c = across + n * ITEMS_ACROSS;
                if (c < QUADS) {
                    local const float4* v = vs + key * STRIDE + c;
#pragma unroll
                    for (int i = 0; i < ITEM_QUERIES; i++) {
                        mix[i][n] = fma((float4)(wq[i].s0), v[0], mix[i][n]);
                        mix[i][n] = fma((float4)(wq[i].s1), v[STRIDE], mix[i][n]);
                        mix[i][n] = fma((float4)(wq[i].s2), v[2 * STRIDE], mix[i][n]);
                        mix[i][n] = fma((float4)(wq[i].s3), v[3 * STRIDE], mix[i][n]);
                    }
                }
            }
        }
    }

    // Every query's whole sum, and what its row becomes.
#pragma unroll
    for (int i = 0; i < ITEM_QUERIES; i++) {
        partial[(down + i * ITEMS_DOWN) * ITEMS_ACROSS + across] = sum[i];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
#pragma unroll
    for (int i = 0; i < ITEM_QUERIES; i++) {
        int row = down + i * ITEMS_DOWN;
        float whole = 0.0f;
        for (int n = 0; n < ITEMS_ACROSS; n++) {
            whole += partial[row * ITEMS_ACROSS + n];
        }
        if (row < tile.w - tile.z) {
            global STORED* to = y + (tile.z + row) * (size_t)dim + column;
#pragma unroll
            for (int n = 0; n < ITEM_QUADS; n++) {
                int c = 4 * (across + n * ITEMS_ACROSS);
                float4 values = mix[i][n] / whole;
                if (c < HEAD_DIM) {
                    store(values.s0, to, c);
                }
                if (c + 1 < HEAD_DIM) {
                    store(values.s1, to, c + 1);
                }
                if (c + 2 < HEAD_DIM) {
                    store(values.s2, to, c + 2);
                }
                if (c + 3 < HEAD_DIM) {
                    store(values.s3, to, c + 3);
                }
            }
        }
    }
}
