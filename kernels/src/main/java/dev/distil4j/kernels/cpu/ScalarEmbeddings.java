package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.TokenBatch;

/** The sum of a token's embeddings, normalised. */
final class ScalarEmbeddings {

    private ScalarEmbeddings() {}

    /** Rows {@code from} to {@code to} of the batch, all of them of {@code sequence}. */
    static void embed(
            TokenBatch batch, int sequence, int from, int to, CpuEmbeddings tables, float[] y) {
        int dim = tables.dim();
        int[] typeIds = batch.typeIds();
        double[] sums = new double[dim];
        for (int r = from; r < to; r++) {
            int word = batch.ids()[r] * dim;
            int place = (r - batch.starts()[sequence]) * dim;
            int type = typeIds == null ? 0 : typeIds[r] * dim;
            for (int c = 0; c < dim; c++) {
                sums[c] = (double) tables.word()[word + c] + tables.position()[place + c];
                if (tables.types() > 0) {
                    sums[c] += tables.type()[type + c];
                }
            }
            ScalarLayerNorm.normalize(sums, tables.norm(), y, r * dim);
        }
    }
}
