package dev.distil4j.kernels.cpu;

/**
 * The normal distribution function in double precision, by other formulas than the code under test:
 * the Maclaurin series of erf near zero (Abramowitz and Stegun 7.1.5), beyond it the trapezoidal
 * rule with step 1/2 and its correction for the pole (Chiarella and Reichel, On the Evaluation of
 * Integrals Related to the Error Function, 1968).
 */
final class NormalDistribution {

    private static final double STEP = 0.5;

    private NormalDistribution() {}

    static double gelu(double x) {
        return x == Double.NEGATIVE_INFINITY ? 0 : x * cdf(x);
    }

    /** Φ(x) to about 15 digits, of the tail too. */
    static double cdf(double x) {
        double z = Math.abs(x) / Math.sqrt(2);
        double tail = (z < 1 ? 1 - erfSeries(z) : erfcTrapezoid(z)) / 2;
        return x < 0 ? tail : 1 - tail;
    }

    private static double erfSeries(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; n < 30; n++) {
            term *= -z * z / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static double erfcTrapezoid(double z) {
        double sum = 1 / (z * z);
        for (int n = 1; n <= 13; n++) {
            double t = n * STEP;
            sum += 2 * Math.exp(-t * t) / (t * t + z * z);
        }
        double pole = 2 / Math.expm1(2 * Math.PI * z / STEP);
        return STEP * z / Math.PI * Math.exp(-z * z) * sum - pole;
    }
}
