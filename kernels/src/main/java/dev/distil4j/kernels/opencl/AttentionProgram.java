package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * Scaled dot-product attention: {@code attention.cl}.
 *
 * @param storage of queries, keys, values and result
 * @param headDim columns of a head
 * @param tileQueries queries of a work-group, a multiple of {@value #ITEMS_DOWN}
 * @param tileKeys keys at a time, a multiple of {@value #ITEMS_ACROSS}
 */
record AttentionProgram(Storage storage, int headDim, int tileQueries, int tileKeys)
        implements Attention {

    private static final int ITEMS_DOWN = 8;
    private static final int ITEMS_ACROSS = 16;

    /** The largest tiles that the device's local memory has room for. */
    static AttentionProgram of(Storage storage, int headDim, OpenClDevice device) {
        AttentionProgram large = new AttentionProgram(storage, headDim, 32, 32);
        if (large.localBytes() <= device.localMemory()) {
            return large;
        }
        AttentionProgram medium = new AttentionProgram(storage, headDim, 16, 16);
        if (medium.localBytes() <= device.localMemory()) {
            return medium;
        }
        throw new IllegalArgumentException(
                "heads of %d columns are too large for the %d bytes of local memory of %s; choose another backend"
                        .formatted(headDim, device.localMemory(), device.name()));
    }

    private long localBytes() {
        long row = 4L * (Math.ceilDiv(headDim, 4) | 1);
        long scores = tileQueries * 4L * (tileKeys / 4 | 1);
        return 4
                * ((tileQueries + 2L * tileKeys) * row
                        + scores
                        + (long) tileQueries * ITEMS_ACROSS);
    }

    @Override
    public List<String> sources() {
        return List.of("activation.cl", "storage.cl", "attention.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(
                storage.define(),
                define("HEAD_DIM", headDim),
                define("TILE_QUERIES", tileQueries),
                define("TILE_KEYS", tileKeys),
                define("ITEMS_DOWN", ITEMS_DOWN),
                define("ITEMS_ACROSS", ITEMS_ACROSS));
    }

    @Override
    public void attend(
            Lane lane,
            DeviceBuffer q,
            DeviceBuffer kv,
            int dim,
            int heads,
            QueryTiles tiles,
            DeviceBuffer y) {
        lane.kernel(this, "attention")
                .with(q)
                .with(kv)
                .with(dim)
                .with((float) (1 / Math.sqrt(headDim)))
                .with(tiles.tiles())
                .with(y)
                .run(tiles.count(), heads, ITEMS_ACROSS, ITEMS_DOWN);
    }
}
