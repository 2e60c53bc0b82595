package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * Scaled dot-product attention on tensor cores: {@code attention_mma.cl}.
 *
 * @param headDim columns of a head: 16, 32 or 64
 * @param tileQueries queries of a work-group, a multiple of 16
 * @param tileKeys keys at a time, a multiple of 16
 */
record AttentionMmaProgram(TensorCores cores, int headDim, int tileQueries, int tileKeys)
        implements Attention {

    /**
     * No more queries than a sequence has, if it has few; every choice gives the same bits. With 64,
     * and heads of 64 columns, four work-groups have room in a multiprocessor's registers.
     *
     * @param queries of one sequence at most
     */
    static AttentionMmaProgram of(TensorCores cores, int headDim, int queries) {
        int tileQueries = queries <= 16 ? 16 : queries <= 32 ? 32 : 64;
        return new AttentionMmaProgram(cores, headDim, tileQueries, 32);
    }

    /** Whether it can serve heads of that many columns. */
    static boolean fits(int headDim) {
        return headDim == 16 || headDim == 32 || headDim == 64;
    }

    @Override
    public List<String> sources() {
        return cores.sources("attention_mma.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(
                define("HEAD_DIM", headDim),
                define("QUERIES", tileQueries),
                define("KEYS", tileKeys));
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
        lane.kernel(this, "attention_mma")
                .with(q)
                .with(kv)
                .with(dim)
                .with((float) (1 / Math.sqrt(headDim)))
                .with(tiles.tiles())
                .with(y)
                .run(tiles.count(), heads, 2 * tileQueries, 1);
    }
}
