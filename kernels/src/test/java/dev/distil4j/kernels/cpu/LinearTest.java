package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class LinearTest {

    private static final TokenBatch ANY = TokenBatch.of(0);
    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

    private final String backend;

    LinearTest(String backend) {
        this.backend = backend;
    }

    private static BiFunction<Weights, Call, Tensor> linear(
            float[] x, int rows, float[] w, float[] bias, Activation activation) {
        int in = x.length / Math.max(rows, 1);
        return (weights, call) ->
                call.linear(
                        OneCall.tensor(call, rows, in, x),
                        weights.linear(Matrix.of(bias.length, w.length / bias.length, w), bias),
                        activation);
    }

    @Test
    void agreesWithTheReferenceOverAwkwardSizes() {
        Sizes.triples()
                .forEach(
                        size -> {
                            int seed = Arrays.hashCode(size);
                            Activation[] all = Activation.values();
                            agrees(size[0], size[1], size[2], all[Math.floorMod(seed, 4)], seed);
                        });
    }

    @Test
    void agreesWithTheReferenceForEveryHeightOfATile() {
        for (int rows = 1; rows <= 13; rows++) {
            for (int out : new int[] {32, 64, 96, 130}) {
                agrees(rows, 21, out, Activation.IDENTITY, rows * 1000 + out);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void agreesWithTheReferenceForEveryActivation(Activation activation) {
        for (int out : new int[] {1, 15, 16, 17, 32, 33, 48, 100}) {
            agrees(13, 20, out, activation, out);
        }
    }

    private void agrees(int rows, int in, int out, Activation activation, int seed) {
        float[] x = RandomValues.normal(seed, rows * in, 1);
        float[] w = RandomValues.normal(seed + 1, out * in, 2 / Math.sqrt(in));
        float[] bias = RandomValues.normal(seed + 2, out, 1);
        exact(x, w, bias, activation).check(backend, ANY, linear(x, rows, w, bias, activation));
    }

    /**
     * A sum of n products and a bias, in any order, is off by at most γₙ₊₁·(Σ|x·w| + |b|); the
     * activation stretches that by its steepest slope, 1.13 at most, and adds its own error.
     */
    private static Exact exact(float[] x, float[] w, float[] bias, Activation activation) {
        int out = bias.length;
        int in = w.length / out;
        int rows = x.length / in;
        double[] values = new double[rows * out];
        double[] bounds = new double[rows * out];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            double magnitude = 0;
            for (int k = in - 1; k >= 0; k--) {
                double product = (double) x[i / out * in + k] * w[i % out * in + k];
                sum += product;
                magnitude += Math.abs(product);
            }
            double b = bias[i % out];
            values[i] = activate(activation, sum + b);
            bounds[i] =
                    1.13
                                    * (FloatError.gamma(in + 1) * (magnitude + Math.abs(b))
                                            + in * FloatError.TINY)
                            + ownError(activation, values[i]);
        }
        return new Exact(values, bounds);
    }

    private static double activate(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case GELU -> NormalDistribution.gelu(x);
            case RELU -> x > 0 ? x : 0;
            case TANH -> 1 - 2 / (Math.exp(2 * x) + 1);
        };
    }

    /** What {@link VectorMath} promises. */
    private static double ownError(Activation activation, double y) {
        return switch (activation) {
            case IDENTITY, RELU -> 0;
            case GELU -> VectorMathTest.geluBound(y);
            case TANH -> 4 * Math.ulp((float) y);
        };
    }

    @Test
    void multipliesAndAddsByHand() {
        float[] x = {1, 2, 3, -1, 0, 4};
        float[] w = {1, 0, 0, 0.5f, -2, 1};
        float[] bias = {10, 0.25f};
        assertThat(OneCall.run(backend, ANY, linear(x, 2, w, bias, Activation.IDENTITY)))
                .containsExactly(11, -0.25f, 9, 3.75f);
        assertThat(OneCall.run(backend, ANY, linear(x, 2, w, bias, Activation.RELU)))
                .containsExactly(11, 0, 9, 3.75f);
    }

    @ParameterizedTest
    @EnumSource
    void noRowsGiveNoRows(Activation activation) {
        float[] w = {1, 2, 3, 4};
        float[] bias = {1, 2};
        for (Threads threads : List.of(Threads.callerOnly(), JvmBackends.THREE)) {
            assertThat(
                            OneCall.run(
                                    backend,
                                    threads,
                                    ANY,
                                    (weights, call) ->
                                            call.linear(
                                                    OneCall.tensor(call, 0, 2),
                                                    weights.linear(Matrix.of(2, 2, w), bias),
                                                    activation)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNanFillsItsRowAndNoOther(Activation activation) {
        int rows = 13;
        int in = 9;
        int out = 35;
        float[] x = RandomValues.normal(1, rows * in, 1);
        float[] w = RandomValues.normal(2, out * in, 1);
        float[] bias = RandomValues.normal(3, out, 1);
        float[] clean = OneCall.run(backend, ANY, linear(x, rows, w, bias, activation));
        for (int row : new int[] {0, 5, 6, 12}) {
            float[] poisoned = x.clone();
            poisoned[row * in + 4] = NAN;
            float[] expected = clean.clone();
            Arrays.fill(expected, row * out, (row + 1) * out, NAN);
            assertThat(
                            Bits.of(
                                    OneCall.run(
                                            backend,
                                            ANY,
                                            linear(poisoned, rows, w, bias, activation))))
                    .isEqualTo(Bits.of(expected));
        }
    }

    @Test
    void aNanWeightFillsItsColumnAndNoOther() {
        int rows = 7;
        int out = 35;
        float[] x = RandomValues.normal(1, rows * 3, 1);
        float[] w = RandomValues.normal(2, out * 3, 1);
        float[] bias = RandomValues.normal(3, out, 1);
        float[] expected = OneCall.run(backend, ANY, linear(x, rows, w, bias, Activation.GELU));
        w[33 * 3 + 1] = NAN;
        for (int row = 0; row < rows; row++) {
            expected[row * out + 33] = NAN;
        }
        assertThat(Bits.of(OneCall.run(backend, ANY, linear(x, rows, w, bias, Activation.GELU))))
                .isEqualTo(Bits.of(expected));
    }

    @ParameterizedTest
    @EnumSource
    void infinitiesGoToTheActivationsLimits(Activation activation) {
        float[] x = {1, INF, 1, 1, -INF, 1, 0, 0, 0};
        float[] w = {1, 2, 1, 1, -2, 1, 1, 0, 1};
        float[] bias = {0, 0, 0};
        float[] limits =
                switch (activation) {
                    case IDENTITY -> new float[] {INF, -INF};
                    case GELU, RELU -> new float[] {INF, 0};
                    case TANH -> new float[] {1, -1};
                };
        float[] y = OneCall.run(backend, ANY, linear(x, 3, w, bias, activation));
        assertThat(y)
                .containsExactly(limits[0], limits[1], NAN, limits[1], limits[0], NAN, 0, 0, 0);
    }
}
