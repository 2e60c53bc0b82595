package dev.distil4j.kernels.cpu;

/** Layer normalisation (Ba et al., 2016) of rows, with or without a residual added first. */
final class ScalarLayerNorm {

    private ScalarLayerNorm() {}

    /** y = LayerNorm(x + residual), rows {@code from} to {@code to} of [rows, dim]. */
    static void addNorm(
            float[] x, float[] residual, int from, int to, CpuLayerNorm norm, float[] y) {
        int dim = norm.dim();
        double[] sums = new double[dim];
        for (int r = from; r < to; r++) {
            for (int c = 0; c < dim; c++) {
                sums[c] = (double) x[r * dim + c] + residual[r * dim + c];
            }
            normalize(sums, norm, y, r * dim);
        }
    }

    /** y = LayerNorm(x), rows {@code from} to {@code to} of [rows, dim]. */
    static void norm(float[] x, int from, int to, CpuLayerNorm norm, float[] y) {
        int dim = norm.dim();
        double[] values = new double[dim];
        for (int r = from; r < to; r++) {
            for (int c = 0; c < dim; c++) {
                values[c] = x[r * dim + c];
            }
            normalize(values, norm, y, r * dim);
        }
    }

    /** (x - mean) / √(variance + eps) · weight + bias, to {@code y[at…]}. */
    static void normalize(double[] x, CpuLayerNorm norm, float[] y, int at) {
        int dim = x.length;
        double mean = 0;
        for (double value : x) {
            mean += value;
        }
        mean /= dim;
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean);
        }
        variance /= dim;
        double scale = 1 / Math.sqrt(variance + norm.eps());
        for (int c = 0; c < dim; c++) {
            y[at + c] = (float) ((x[c] - mean) * scale * norm.weight()[c] + norm.bias()[c]);
        }
    }
}
