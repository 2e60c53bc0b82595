package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

/** The activations in double precision. */
final class ScalarActivation {

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);

    private ScalarActivation() {}

    static double apply(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case GELU -> gelu(x);
            case RELU -> Math.max(x, 0);
            case TANH -> Math.tanh(x);
        };
    }

    /**
     * x·Φ(x), Φ the normal distribution function (Hendrycks and Gimpel, Gaussian Error Linear
     * Units, 2016). Zero at -∞, its limit.
     */
    static double gelu(double x) {
        if (x == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        return x * 0.5 * erfc(-x * SQRT_HALF);
    }

    /**
     * The complementary error function to about 14 digits (Abramowitz and Stegun, Handbook of
     * Mathematical Functions): the series 7.1.6 near zero, the continued fraction 7.1.14 beyond.
     */
    static double erfc(double x) {
        double magnitude = Math.abs(x);
        if (magnitude < 2.5) {
            return 1 - erfSeries(x);
        }
        double tail = erfcFraction(magnitude);
        return x > 0 ? tail : 2 - tail;
    }

    /** erf x = 2/√π · exp(-x²) · Σ 2ⁿx²ⁿ⁺¹ / (1·3·…·(2n+1)); all terms have one sign. */
    private static double erfSeries(double x) {
        double term = x;
        double sum = x;
        for (int odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) {
            term *= 2 * x * x / odd;
            sum += term;
        }
        return TWO_OVER_SQRT_PI * Math.exp(-x * x) * sum;
    }

    /** erfc x = exp(-x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), from the inside out. */
    private static double erfcFraction(double x) {
        double denominator = x;
        for (int n = 60; n > 0; n--) {
            denominator = x + 0.5 * n / denominator;
        }
        return 0.5 * TWO_OVER_SQRT_PI * Math.exp(-x * x) / denominator;
    }
}
