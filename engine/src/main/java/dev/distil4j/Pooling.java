package dev.distil4j;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

import java.util.Arrays;

/** How the hidden states of a text's tokens, its frame included, become one vector. */
public enum Pooling {
    /** The mean of all tokens. */
    MEAN,
    /** The first token, {@code [CLS]}. */
    CLS,
    /** The largest value of all tokens, for each dimension. */
    MAX;

    /** The rows of hidden states that this needs. */
    RowSelection rows(TokenBatch batch) {
        return this == CLS ? RowSelection.first(batch) : RowSelection.all(batch);
    }

    /**
     * The vector of one text.
     *
     * @param hidden [rows, dim], row-major; stays as it is
     * @param from the text's first row
     * @param to the row behind its last one
     * @return [dim]
     */
    float[] pool(float[] hidden, int from, int to, int dim) {
        return switch (this) {
            case MEAN -> mean(hidden, from, to, dim);
            case CLS -> Arrays.copyOfRange(hidden, from * dim, (from + 1) * dim);
            case MAX -> max(hidden, from, to, dim);
        };
    }

    private static float[] mean(float[] hidden, int from, int to, int dim) {
        double[] sum = new double[dim];
        for (int row = from; row < to; row++) {
            for (int i = 0; i < dim; i++) {
                sum[i] += hidden[row * dim + i];
            }
        }
        float[] mean = new float[dim];
        for (int i = 0; i < dim; i++) {
            mean[i] = (float) (sum[i] / (to - from));
        }
        return mean;
    }

    private static float[] max(float[] hidden, int from, int to, int dim) {
        float[] max = Arrays.copyOfRange(hidden, from * dim, (from + 1) * dim);
        for (int row = from + 1; row < to; row++) {
            for (int i = 0; i < dim; i++) {
                max[i] = Math.max(max[i], hidden[row * dim + i]);
            }
        }
        return max;
    }
}
