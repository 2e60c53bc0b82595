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
            float[] lanes) {
        int dim = tables.dim();
        int[] typeIds = batch.typeIds();
        for (int r = from; r < to; r++) {
            int word = batch.ids()[r] * dim;
            int place = (r - batch.starts()[sequence]) * dim;
            sum(tables.word(), word, tables.position(), place, y, r * dim, dim);
            if (tables.types() > 0) {
                int type = typeIds == null ? 0 : typeIds[r] * dim;
                sum(y, r * dim, tables.type(), type, y, r * dim, dim);
            }
            VectorLayerNorm.normalize(y, r * dim, tables.norm(), lanes);
        }
    }

    private static void sum(float[] a, int at, float[] b, int bt, float[] y, int yt, int dim) {
        int bound = Lanes.FLOATS.loopBound(dim);
        for (int c = 0; c < bound; c += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOATS, a, at + c)
                    .add(FloatVector.fromArray(Lanes.FLOATS, b, bt + c))
                    .intoArray(y, yt + c);
        }
        for (int c = bound; c < dim; c++) {
            y[yt + c] = a[at + c] + b[bt + c];
        }
    }
}
