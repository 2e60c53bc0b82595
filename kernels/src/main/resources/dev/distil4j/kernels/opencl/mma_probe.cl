// Whether the tensor cores do what mma.cl says. Needs mma.cl and tile.cl before it.
//
//     x, w [16, 16]        y [2, 16, 16]: x·wᵀ, then x·w, with zeros for the last row of w

#define ITEMS 32

__attribute__((reqd_work_group_size(ITEMS, 1, 1)))
kernel void mma_probe(global const half* x, global const half* w, global half* y) {
    local uint4 xs[32];
    local uint4 ws[32];
    WARP(warp, ITEMS);
    copy_tile(&warp, xs, x, 16, 2, 16, 16, 16, ITEMS);
    copy_commit(&warp);
    copy_tile(&warp, ws, w, 16, 2, 15, 16, 16, ITEMS);
    copy_commit(&warp);
    COPY_WAIT(warp, 1);
    COPY_WAIT(warp, 0);
    barrier(CLK_LOCAL_MEM_FENCE);
    uint xPart[4];
    uint wPart[4];
    uint wTurned[4];
    load_blocks(&warp, xPart, xs + place(warp.lane % 16, warp.lane / 16, 2));
    load_blocks(&warp, wPart, ws + place(warp.lane / 16 * 8 + warp.lane % 8, warp.lane / 8 % 2, 2));
    load_blocks_transposed(&warp, wTurned, ws + place(warp.lane % 16, warp.lane / 16, 2));
    for (int j = 0; j < 2; j++) {
        float sums[4] = {0, 0, 0, 0};
        float turned[4] = {0, 0, 0, 0};
        multiply_add(&warp, sums, xPart, wPart + 2 * j);
        multiply_add(&warp, turned, xPart, wTurned + 2 * j);
        global uint* pairs = (global uint*)y + 4 * j + warp.lane % 4;
        int row = warp.lane / 4;
        pairs[8 * row] = pack_halves(sums[0], sums[1]);
        pairs[8 * (row + 8)] = pack_halves(sums[2], sums[3]);
        pairs[8 * (row + 16)] = pack_halves(turned[0], turned[1]);
        pairs[8 * (row + 24)] = pack_halves(turned[2], turned[3]);
    }
}
