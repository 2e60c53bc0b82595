package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

/**
 * Scaled dot-product attention of one head over one sequence (Vaswani et al., Attention Is All You
 * Need, 2017, equation 1), in plain loops.
 */
final class ScalarAttention {

    private ScalarAttention() {}

    static void attend(
            float[] q, // [queries.count(), dim]
            float[] kv, // [total, 2·dim]
            int dim,
            int heads,
            int head,
            TokenBatch batch,
            int sequence,
            RowSelection queries,
            float[] y) { // [queries.count(), dim]
        int headDim = dim / heads;
        int column = head * headDim;
        int first = batch.starts()[sequence];
        int length = batch.length(sequence);
        double scale = 1 / Math.sqrt(headDim);
        double[] weights = new double[length];
        for (int i = queries.start(sequence); i < queries.start(sequence + 1); i++) {
            for (int j = 0; j < length; j++) {
                double dot = 0;
                for (int c = 0; c < headDim; c++) {
                    dot +=
                            (double) q[i * dim + column + c]
                                    * kv[(first + j) * 2 * dim + column + c];
                }
                weights[j] = dot * scale;
            }
            softmax(weights);
            for (int c = 0; c < headDim; c++) {
                double sum = 0;
                for (int j = 0; j < length; j++) {
                    sum += weights[j] * kv[(first + j) * 2 * dim + dim + column + c];
                }
                y[i * dim + column + c] = (float) sum;
            }
        }
    }

    /** exp(x - max) / Σ exp(x - max), in place. */
    static void softmax(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (int j = 0; j < x.length; j++) {
            x[j] = Math.exp(x[j] - max);
            sum += x[j];
        }
        for (int j = 0; j < x.length; j++) {
            x[j] /= sum;
        }
    }
}
