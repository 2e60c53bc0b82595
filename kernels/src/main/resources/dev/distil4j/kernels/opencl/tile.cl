// Tiles of halves in local memory, as the tensor cores' operands are loaded from them. Needs mma.cl
// before it.
//
// A row of a tile is made of chunks of 8 halves. Rows follow each other without padding, and a chunk's
// place in its row is turned by the row's number, so that the eight rows of a block, which are loaded
// at once, lie in different banks. For rows of four chunks:
//
//     row 0   0 1 2 3
//     row 1   0 1 2 3
//     row 2   1 0 3 2
//     row 3   1 0 3 2
//     row 4   2 3 0 1   ...

// Where a chunk stands in a tile whose rows have that many chunks, a power of two.
int place(int row, int chunk, int chunks) {
    int turns = chunks < 8 ? chunks : 8;
    return row * chunks + (chunk ^ (row * turns / 8 % turns));
}

// Begins to copy a tile of height rows from a matrix whose rows are stride halves apart. Behind the
// given number of rows and columns the tile is filled with zeros. All items of the group take part.
void copy_tile(Warp* warp, local uint4* to, global const half* from, int height, int chunks, int rows,
               int columns, int stride, int items) {
    int all = height * chunks;
#pragma unroll
    for (int i = 0; i < (all + items - 1) / items; i++) {
        int at = i * items + (int)get_local_id(0);
        if (at < all || all % items == 0) {
            int row = at / chunks;
            int chunk = at % chunks;
            bool inside = row < rows && 8 * chunk < columns;
            copy_async(warp, to + place(row, chunk, chunks),
                       inside ? from + (size_t)row * stride + 8 * chunk : from, inside);
        }
    }
}
