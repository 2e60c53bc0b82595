package dev.distil4j.kernels.cpu;

/** One row of a layer normalisation in double precision, with its error in float. */
public final class ExactLayerNorm {

    private static final double U = FloatError.U;

    private ExactLayerNorm() {}

    /**
     * Puts (s - mean) / √(variance + eps)·w + b of the row {@code s} to {@code values[at…]}.
     *
     * <p>A corrected mean is off by γₙ₊₂ times the mean |s - mean|, not the mean |s|, and by what
     * {@code rounding} each s lost when it was added up; from there by the rules of first-year error
     * analysis: a deviation by d, a square by 2·|s - mean|·d + d², the root by its extremes.
     *
     * @param rounding the absolute error of each s
     */
    public static void normalize(
            double[] s,
            double[] rounding,
            float[] weight,
            float[] bias,
            float eps,
            double[] values,
            double[] bounds,
            int at) {
        int n = s.length;
        double mean = 0;
        double size = 0;
        double lost = 0;
        for (int c = n - 1; c >= 0; c--) {
            mean += s[c] / n;
            size += Math.abs(s[c]) / n;
            lost += rounding[c] / n;
        }
        double correction = 0;
        for (double value : s) {
            correction += (value - mean) / n;
        }
        mean += correction;
        double spread = 0;
        double variance = 0;
        for (int c = n - 1; c >= 0; c--) {
            spread += Math.abs(s[c] - mean) / n;
            variance += (s[c] - mean) * (s[c] - mean) / n;
        }
        double gamma = FloatError.gamma(n + 2);
        double meanError =
                lost + gamma * (spread + lost + gamma * size) + U * (Math.abs(mean) + gamma * size);
        double varianceError = 0;
        double[] deviationError = new double[n];
        for (int c = 0; c < n; c++) {
            double deviation = Math.abs(s[c] - mean);
            double error = (rounding[c] + meanError) * (1 + U) + U * deviation;
            deviationError[c] = error;
            double square = (deviation + error) * (deviation + error);
            varianceError += (error * (2 * deviation + error) + gamma * square) / n;
        }
        double scale = 1 / Math.sqrt(variance + eps);
        double high = 1 / Math.sqrt(Math.max(variance - varianceError, 0) + eps) * (1 + 2 * U);
        double low = 1 / Math.sqrt(variance + varianceError + eps) * (1 - 2 * U);
        double scaleError = Math.max(high - scale, scale - low);
        for (int c = 0; c < n; c++) {
            double deviation = s[c] - mean;
            double product = deviation * scale * weight[c];
            double error =
                    Math.abs(weight[c])
                            * (deviationError[c] * high + Math.abs(deviation) * scaleError);
            values[at + c] = product + bias[c];
            bounds[at + c] =
                    error
                            + U * (Math.abs(product) + error)
                            + U * (Math.abs(values[at + c]) + error)
                            + FloatError.TINY;
        }
    }
}
