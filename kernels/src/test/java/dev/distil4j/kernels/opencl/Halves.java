package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.cpu.Exact;
import dev.distil4j.kernels.cpu.Rounding;

/** Half precision, and how far from the exact values it may be. */
final class Halves {

    /** The unit roundoff: the relative error of rounding a float to a half. */
    static final double U = 0x1p-11;

    /** Half the spacing of subnormal halves: what is lost where values underflow. */
    static final double TINY = 0x1p-25;

    private Halves() {}

    static float[] rounded(float[] values) {
        return Rounding.of(Precision.F16, values);
    }

    /**
     * Holds a result that was stored as halves to the exact values of halves that were given.
     *
     * @param inner what each value lost where the operation itself used halves
     */
    static void check(float[] actual, Exact exact, double[] inner) {
        assertThat(actual).hasSameSizeAs(exact.values());
        for (int i = 0; i < actual.length; i++) {
            double expected = exact.values()[i];
            double computed = exact.bounds()[i] + inner[i];
            double bound = computed + U * (Math.abs(expected) + computed) + TINY;
            if (!(Math.abs(actual[i] - expected) <= bound)) {
                fail(
                        "element %d is %s, not %s: off by %.3g, where %.3g is allowed",
                        i, actual[i], expected, Math.abs(actual[i] - expected), bound);
            }
        }
    }

    static void check(float[] actual, Exact exact) {
        check(actual, exact, new double[actual.length]);
    }
}
