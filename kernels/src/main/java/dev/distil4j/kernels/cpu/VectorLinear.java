package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

/** The product of a fully connected layer, by register tiles over packed rows and panels. */
final class VectorLinear {

    /** Columns that are packed at a time: what they become stays in the first-level cache. */
    private static final int PACKED_COLUMNS = 128;

    private VectorLinear() {}

    /** Tiles that {@code rows} rows are cut into; their heights differ by one at most. */
    static int tiles(int rows) {
        return Math.ceilDiv(rows, VectorTile.HEIGHT);
    }

    static int packedSize(int rows, int in) {
        return tiles(rows) * in * VectorTile.STRIDE;
    }

    /**
     * Lays columns {@code inFrom} to {@code inTo} of some rows out tile by tile, {@code
     * [tile][k][STRIDE]}: a tile reads its values of one k from one place.
     */
    static void pack(
            float[] x, // [rows, in]
            int from,
            int to,
            int in,
            int inFrom,
            int inTo,
            float[] packed) {
        int rows = to - from;
        int tiles = tiles(rows);
        for (int tile = 0; tile < tiles; tile++) {
            int first = from + tileStart(rows, tiles, tile);
            int height = from + tileStart(rows, tiles, tile + 1) - first;
            int at = tile * in * VectorTile.STRIDE;
            for (int k = inFrom; k < inTo; k += PACKED_COLUMNS) {
                int end = Math.min(k + PACKED_COLUMNS, inTo);
                for (int r = 0; r < height; r++) {
                    packRow(x, (first + r) * in, k, end, packed, at + r);
                }
            }
        }
    }

    private static void packRow(float[] x, int row, int inFrom, int inTo, float[] packed, int at) {
        for (int k = inFrom; k < inTo; k++) {
            packed[at + k * VectorTile.STRIDE] = x[row + k];
        }
    }

    /** The row that {@code tile} begins with: tiles take the remainder one row each, first ones first. */
    static int tileStart(int rows, int tiles, int tile) {
        return rows / tiles * tile + Math.min(rows % tiles, tile);
    }

    /** y = activation(x·Wᵀ + b) for the packed rows and a range of panels. */
    static void multiply(
            float[] packed, // rows from … to, by pack
            int from,
            int to,
            CpuLinear layer,
            int panelFrom,
            int panelTo,
            Activation activation,
            float[] y, // [rows, out]
            Workspace workspace) {
        int rows = to - from;
        int in = layer.in();
        int out = layer.out();
        int tiles = tiles(rows);
        int panelFirst =
                rows <= VectorRowTile.HEIGHT
                        ? multiplyPairs(packed, from, rows, layer, panelFrom, panelTo, y, workspace)
                        : panelFrom;
        for (int panel = panelFirst; panel < panelTo; panel++) {
            int column = panel * VectorTile.WIDTH;
            int panelAt = panel * in * VectorTile.WIDTH;
            float[] w = layer.panels().floats(panelAt, in * VectorTile.WIDTH, workspace);
            int wt = layer.panels().place(panelAt);
            boolean whole = column + VectorTile.WIDTH <= out;
            for (int tile = 0; tile < tiles; tile++) {
                int first = tileStart(rows, tiles, tile);
                int height = tileStart(rows, tiles, tile + 1) - first;
                int packedAt = tile * in * VectorTile.STRIDE;
                int yt = (from + first) * out + column;
                if (whole) {
                    VectorTile.multiply(
                            height, packed, packedAt, w, wt, in, layer.bias(), column, y, yt, out);
                } else {
                    float[] edge = workspace.edge(VectorTile.HEIGHT * VectorTile.WIDTH);
                    multiplyEdge(height, packed, packedAt, layer, w, wt, column, y, yt, edge);
                }
            }
        }
        int columnFrom = panelFrom * VectorTile.WIDTH;
        int columnTo = Math.min(panelTo * VectorTile.WIDTH, out);
        for (int r = from; r < to; r++) {
            VectorActivation.apply(activation, y, r * out + columnFrom, r * out + columnTo);
        }
    }

    /** A few rows by pairs of whole panels; the first panel that is left over. */
    private static int multiplyPairs(
            float[] packed,
            int from,
            int rows,
            CpuLinear layer,
            int panelFrom,
            int panelTo,
            float[] y,
            Workspace workspace) {
        int pair = 2 * VectorTile.WIDTH * layer.in();
        int panel = panelFrom;
        while (panel + 2 <= panelTo && (panel + 2) * VectorTile.WIDTH <= layer.out()) {
            int column = panel * VectorTile.WIDTH;
            int panelAt = column * layer.in();
            VectorRowTile.multiply(
                    rows,
                    packed,
                    layer.panels().floats(panelAt, pair, workspace),
                    layer.panels().place(panelAt),
                    layer.in(),
                    layer.bias(),
                    column,
                    y,
                    from * layer.out() + column,
                    layer.out());
            panel += 2;
        }
        return panel;
    }

    /** A tile of the last panel, which is wider than what is left of a row of y. */
    private static void multiplyEdge(
            int height,
            float[] packed,
            int packedAt,
            CpuLinear layer,
            float[] w,
            int wt,
            int column,
            float[] y,
            int yt,
            float[] tile) {
        VectorTile.multiply(
                height,
                packed,
                packedAt,
                w,
                wt,
                layer.in(),
                layer.bias(),
                column,
                tile,
                0,
                VectorTile.WIDTH);
        int width = layer.out() - column;
        for (int r = 0; r < height; r++) {
            System.arraycopy(tile, r * VectorTile.WIDTH, y, yt + r * layer.out(), width);
        }
    }
}
