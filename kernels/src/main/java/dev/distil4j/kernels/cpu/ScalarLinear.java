package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

/** The product of a fully connected layer, in plain loops. */
final class ScalarLinear {

    private ScalarLinear() {}

    /**
     * y[r, o] = activation(Σₖ x[r, k]·W[o, k] + b[o]) for rows and outputs of a range.
     *
     * <p>Four outputs at a time: their sums do not wait for each other.
     */
    static void multiply(
            float[] x, // [rows, in]
            int from,
            int to,
            CpuLinear layer, // panels: W [out, in]
            int outFrom,
            int outTo,
            Activation activation,
            float[] y, // [rows, out]
            Workspace workspace) {
        int in = layer.in();
        int out = layer.out();
        float[] bias = layer.bias();
        int o = outFrom;
        for (; o + 4 <= outTo; o += 4) {
            float[] w = layer.panels().floats(o * in, 4 * in, workspace);
            int w0 = layer.panels().place(o * in);
            int w1 = w0 + in;
            int w2 = w1 + in;
            int w3 = w2 + in;
            for (int r = from; r < to; r++) {
                double sum0 = bias[o];
                double sum1 = bias[o + 1];
                double sum2 = bias[o + 2];
                double sum3 = bias[o + 3];
                for (int k = 0; k < in; k++) {
                    double value = x[r * in + k];
                    sum0 += value * w[w0 + k];
                    sum1 += value * w[w1 + k];
                    sum2 += value * w[w2 + k];
                    sum3 += value * w[w3 + k];
                }
                y[r * out + o] = (float) ScalarActivation.apply(activation, sum0);
                y[r * out + o + 1] = (float) ScalarActivation.apply(activation, sum1);
                y[r * out + o + 2] = (float) ScalarActivation.apply(activation, sum2);
                y[r * out + o + 3] = (float) ScalarActivation.apply(activation, sum3);
            }
        }
        for (; o < outTo; o++) {
            float[] w = layer.panels().floats(o * in, in, workspace);
            int wt = layer.panels().place(o * in);
            for (int r = from; r < to; r++) {
                double sum = bias[o];
                for (int k = 0; k < in; k++) {
                    sum += (double) x[r * in + k] * w[wt + k];
                }
                y[r * out + o] = (float) ScalarActivation.apply(activation, sum);
            }
        }
    }
}
