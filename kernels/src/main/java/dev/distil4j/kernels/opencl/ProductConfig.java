package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * How a product is cut: the parameters of {@code linear.cl}.
 *
 * @param tileRows rows of the result per work-group
 * @param tileCols columns of the result per work-group
 * @param tileDepth terms of a sum per step, a multiple of 4
 * @param itemRows rows per work-item, divides {@code tileRows}
 * @param itemCols columns per work-item, divides {@code tileCols}
 */
record ProductConfig(int tileRows, int tileCols, int tileDepth, int itemRows, int itemCols)
        implements Tiles {

    /** For products that fill a GPU: each value that is loaded is used 128 times. */
    static final ProductConfig LARGE = new ProductConfig(128, 128, 16, 8, 8);

    /** Four times as many work-groups, for products that would not fill a GPU otherwise. */
    static final ProductConfig MEDIUM = new ProductConfig(64, 64, 16, 4, 4);

    /**
     * For few rows, where the weights are the load: narrow tiles, so that many work-groups read them,
     * and deep ones, so that each has much on its way.
     */
    static final ProductConfig SMALL = new ProductConfig(16, 8, 64, 1, 1);

    ProductConfig {
        if (tileRows <= 0
                || tileCols <= 0
                || tileDepth <= 0
                || tileDepth % 4 != 0
                || itemRows <= 0
                || tileRows % itemRows != 0
                || itemCols <= 0
                || tileCols % itemCols != 0) {
            throw new IllegalArgumentException(
                    "a tile of %dx%dx%d can't be cut for items of %dx%d"
                            .formatted(tileRows, tileCols, tileDepth, itemRows, itemCols));
        }
    }

    /** Work-items of a work-group along the columns of a tile. */
    int itemsAcross() {
        return tileCols / itemCols;
    }

    /** Work-items of a work-group along the rows of a tile. */
    int itemsDown() {
        return tileRows / itemRows;
    }

    @Override
    public int items() {
        return itemsAcross() * itemsDown();
    }

    @Override
    public long localBytes() {
        return 4L * (tileRows + tileCols) * (tileDepth + 4);
    }

    @Override
    public List<Integer> parameters() {
        return List.of(tileRows, tileCols, tileDepth, itemRows, itemCols);
    }

    List<String> defines() {
        return List.of(
                define("TILE_ROWS", tileRows),
                define("TILE_COLS", tileCols),
                define("TILE_DEPTH", tileDepth),
                define("ITEM_ROWS", itemRows),
                define("ITEM_COLS", itemCols));
    }

    @Override
    public String toString() {
        return "%dx%dx%d by %dx%d".formatted(tileRows, tileCols, tileDepth, itemRows, itemCols);
    }
}
