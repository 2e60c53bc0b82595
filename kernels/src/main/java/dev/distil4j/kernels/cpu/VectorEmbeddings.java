package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.TokenBatch;

import jdk.incubator.vector.FloatVector;

/** The sum of a token's embeddings, normalised. */
final class VectorEmbeddings {

    private VectorEmbeddings() {}

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
        for (int r = from; r < to; r++) {
            int word = batch.ids()[r] * dim;
            float[] values = tables.word().floats(word, dim, workspace);
            System.arraycopy(values, tables.word().place(word), y, r * dim, dim);
            add(tables.position(), r - batch.starts()[sequence], y, r * dim, dim, workspace);
            if (tables.types() > 0) {
                int type = typeIds == null ? 0 : typeIds[r];
                add(tables.type(), type, y, r * dim, dim, workspace);
            }
            VectorLayerNorm.normalize(y, r * dim, tables.norm(), workspace.lanes);
        }
    }

    private static void add(
            Stored table, int row, float[] y, int yt, int dim, Workspace workspace) {
        float[] values = table.floats(row * dim, dim, workspace);
        int at = table.place(row * dim);
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int c = 0; c < bound; c += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOATS, y, yt + c)
                    .add(FloatVector.fromArray(Lanes.FLOATS, values, at + c))
                    .intoArray(y, yt + c);
        }
        for (int c = bound; c < dim; c++) {
            y[yt + c] += values[at + c];
        }
    }
}
