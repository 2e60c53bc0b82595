package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.TokenBatch;

import java.util.Arrays;

/** The sum of a token's embeddings, normalised. */
final class ScalarEmbeddings {

    private ScalarEmbeddings() {}

    /** Rows {@code from} to {@code to} of the batch, all of them of {@code sequence}. */
    static void embed(
            TokenBatch batch,
            int sequence,
            int from,
            int to,
            CpuEmbeddings tables,
            float[] y,
            Workspace workspace) {
        int dim = tables.dim();
        int[] typeIds = batch.typeIds();
        double[] sums = new double[dim];
        for (int r = from; r < to; r++) {
            Arrays.fill(sums, 0);
            add(tables.word(), batch.ids()[r], sums, workspace);
            add(tables.position(), r - batch.starts()[sequence], sums, workspace);
            if (tables.types() > 0) {
                add(tables.type(), typeIds == null ? 0 : typeIds[r], sums, workspace);
            }
            ScalarLayerNorm.normalize(sums, tables.norm(), y, r * dim);
        }
    }

    private static void add(Stored table, int row, double[] sums, Workspace workspace) {
        int dim = sums.length;
        float[] values = table.floats(row * dim, dim, workspace);
        int at = table.place(row * dim);
        for (int c = 0; c < dim; c++) {
            sums[c] += values[at + c];
        }
    }
}
