package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * How a product on tensor cores is cut: the parameters of {@code linear_mma.cl}.
 *
 * @param tileRows rows of the result per work-group
 * @param tileCols columns of the result per work-group, a power of two
 * @param tileDepth terms of a sum per step: 16, 32 or 64
 * @param warpRows rows per warp, a multiple of 16 that divides {@code tileRows}
 * @param warpCols columns per warp, a multiple of 16 that divides {@code tileCols}
 * @param stages steps in local memory, at least 2
 */
record MmaConfig(int tileRows, int tileCols, int tileDepth, int warpRows, int warpCols, int stages)
        implements Tiles {

    /** For products that fill a GPU: each value that is loaded to a register is used 64 times. */
    static final MmaConfig LARGE = new MmaConfig(128, 128, 32, 64, 32, 3);

    /** Four times as many work-groups, for products that would not fill a GPU otherwise. */
    static final MmaConfig MEDIUM = new MmaConfig(64, 64, 32, 32, 32, 4);

    /** For few rows, where the weights are the load: narrow tiles, and much on its way. */
    static final MmaConfig SMALL = new MmaConfig(16, 32, 64, 16, 16, 4);

    private static final int PART = 16;
    private static final int WARP = 32;

    MmaConfig {
        if (tileRows <= 0
                || warpRows <= 0
                || tileRows % warpRows != 0
                || warpRows % PART != 0
                || warpCols <= 0
                || tileCols % warpCols != 0
                || warpCols % PART != 0
                || Integer.bitCount(tileCols) != 1
                || (tileDepth != 16 && tileDepth != 32 && tileDepth != 64)
                || stages < 2) {
            throw new IllegalArgumentException(
                    "a tile of %dx%dx%d in %d stages can't be cut for warps of %dx%d"
                            .formatted(tileRows, tileCols, tileDepth, stages, warpRows, warpCols));
        }
        if ((long) stages * (tileRows + tileCols) * tileDepth < (long) tileRows * tileCols) {
            throw new IllegalArgumentException(
                    "%d stages of %dx%dx%d have no room for the result"
                            .formatted(stages, tileRows, tileCols, tileDepth));
        }
    }

    @Override
    public int items() {
        return WARP * (tileRows / warpRows) * (tileCols / warpCols);
    }

    @Override
    public long localBytes() {
        return (long) Short.BYTES * stages * (tileRows + tileCols) * tileDepth;
    }

    @Override
    public List<Integer> parameters() {
        return List.of(tileRows, tileCols, tileDepth, warpRows, warpCols, stages);
    }

    List<String> defines() {
        return List.of(
                define("TILE_ROWS", tileRows),
                define("TILE_COLS", tileCols),
                define("TILE_DEPTH", tileDepth),
                define("WARP_ROWS", warpRows),
                define("WARP_COLS", warpCols),
                define("STAGES", stages));
    }

    @Override
    public String toString() {
        return "%dx%dx%d by %dx%d in %d stages"
                .formatted(tileRows, tileCols, tileDepth, warpRows, warpCols, stages);
    }
}
