package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What an operation gives in exact arithmetic, and how far float arithmetic in any order may be
 * from it, element by element.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Exact(double[] values, double[] bounds) {

    /** Double is finer than float by 2²⁹; three bits go to means that are not corrected. */
    private static final double DOUBLE_IN_FLOAT = 0x1p-26;

    /** Holds the scalar reference to the exact values, then the backend to the reference. */
    void check(String backend, TokenBatch batch, BiFunction<Weights, Call, Tensor> operation) {
        float[] scalar = OneCall.run(ScalarBackend.NAME, Threads.callerOnly(), batch, operation);
        assertThat(scalar).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            double rounding = Math.ulp((float) values[i]) / 2;
            near(i, scalar[i], values[i], rounding + DOUBLE_IN_FLOAT * bounds[i]);
        }
        for (Threads threads : List.of(Threads.callerOnly(), JvmBackends.THREE)) {
            float[] actual = OneCall.run(backend, threads, batch, operation);
            assertThat(actual).hasSameSizeAs(scalar);
            for (int i = 0; i < scalar.length; i++) {
                near(i, actual[i], scalar[i], bounds[i] + Math.ulp(scalar[i]));
            }
        }
    }

    private static void near(int i, float actual, double expected, double bound) {
        if (!(Math.abs(actual - expected) <= bound)) {
            fail(
                    "element %d is %s, not %s: off by %.3g, where %.3g is allowed",
                    i, actual, expected, Math.abs(actual - expected), bound);
        }
    }
}
