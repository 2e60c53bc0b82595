package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Linear;

/**
 * A fully connected layer in host memory, its outputs cut into panels of {@code width} columns.
 *
 * @param owner what it was prepared in
 * @param in length of an input row
 * @param out length of an output row
 * @param width outputs of a panel; the last panel may have fewer
 * @param panels the weights, {@code [ceil(out / width)][in][width]} with zeros beyond {@code out};
 *     a panel of one column is a row of W, so {@code width} 1 is W itself
 * @param bias {@code [ceil(out / width) * width]}
 */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record CpuLinear(CpuWeights owner, int in, int out, int width, Stored panels, float[] bias)
        implements Linear {

    int panelCount() {
        return Math.ceilDiv(out, width);
    }
}
