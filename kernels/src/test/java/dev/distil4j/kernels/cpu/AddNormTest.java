package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.function.BiFunction;

@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class AddNormTest {

    private static final TokenBatch ANY = TokenBatch.of(0);
    private static final float EPS = 1e-12f;

    private final String backend;

    AddNormTest(String backend) {
        this.backend = backend;
    }

    private static BiFunction<Weights, Call, Tensor> addNorm(
            float[] x, float[] residual, float[] weight, float[] bias) {
        return addNorm(x, residual, weight, bias, EPS);
    }

    private static BiFunction<Weights, Call, Tensor> addNorm(
            float[] x, float[] residual, float[] weight, float[] bias, float eps) {
        int dim = weight.length;
        int rows = x.length / dim;
        return (weights, call) ->
                call.addNorm(
                        OneCall.tensor(call, rows, dim, x),
                        OneCall.tensor(call, rows, dim, residual),
                        weights.layerNorm(weight, bias, eps));
    }

    @Test
    void agreesWithTheReferenceOverAwkwardSizes() {
        for (int rows : Sizes.ALL) {
            for (int dim : Sizes.ALL) {
                agrees(rows, dim, 0.1, 1);
            }
        }
    }

    /** Where the mean is far larger than the spread, a careless mean loses the digits that count. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 0.01, 1e-4})
    void agreesWithTheReferenceWhereTheMeanIsLarge(double spread) {
        for (int dim : Sizes.ALL) {
            agrees(5, dim, 100, spread);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-30, 1e-6, 1e6, 1e15})
    void agreesWithTheReferenceAtAnyScale(double scale) {
        for (int dim : Sizes.ALL) {
            agrees(3, dim, scale / 3, scale);
        }
    }

    /** As large as the variance, far above it and far below. */
    @ParameterizedTest
    @ValueSource(floats = {2e-6f, 1, 1e-20f})
    void agreesWithTheReferenceForAnyEps(float eps) {
        for (int dim : Sizes.ALL) {
            agrees(5, dim, 0, 1e-3, eps);
        }
    }

    private void agrees(int rows, int dim, double mean, double spread) {
        agrees(rows, dim, mean, spread, EPS);
    }

    private void agrees(int rows, int dim, double mean, double spread, float eps) {
        long seed = 1000L * rows + dim;
        float[] x = RandomValues.normal(seed, rows * dim, mean, spread);
        float[] residual = RandomValues.normal(seed + 1, rows * dim, mean, spread);
        float[] weight = RandomValues.normal(seed + 2, dim, 1, 0.3);
        float[] bias = RandomValues.normal(seed + 3, dim, 0.3);
        double[] values = new double[rows * dim];
        double[] bounds = new double[rows * dim];
        double[] sums = new double[dim];
        double[] rounding = new double[dim];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < dim; c++) {
                sums[c] = (double) x[r * dim + c] + residual[r * dim + c];
                rounding[c] = FloatError.U * Math.abs(sums[c]);
            }
            ExactLayerNorm.normalize(sums, rounding, weight, bias, eps, values, bounds, r * dim);
        }
        new Exact(values, bounds).check(backend, ANY, addNorm(x, residual, weight, bias, eps));
    }

    @Test
    void normalizesByHand() {
        // Sums 1, 3, 5, 7: mean 4, variance 5.
        float[] x = {1, 1, 5, 3};
        float[] residual = {0, 2, 0, 4};
        float[] y =
                OneCall.run(
                        backend,
                        ANY,
                        addNorm(x, residual, new float[] {1, 1, 2, 1}, new float[] {0, 0, 1, 0}));
        double root = Math.sqrt(5);
        double[] expected = {-3 / root, -1 / root, 1 + 2 / root, 3 / root};
        for (int c = 0; c < 4; c++) {
            assertThat((double) y[c]).isCloseTo(expected[c], within(4e-7));
        }
    }

    /** The variance is 0, and the smallest error of the mean would be blown up by 1/√eps. */
    @ParameterizedTest
    @ValueSource(floats = {0, 1, 0.1f, -0.3f, 1000.1f, 1e-20f, 3e7f, 1e18f})
    void rowsOfEqualValuesBecomeTheBias(float value) {
        for (int dim : Sizes.ALL) {
            float[] x = new float[3 * dim];
            Arrays.fill(x, value);
            float[] weight = RandomValues.normal(1, dim, 1);
            float[] bias = RandomValues.normal(2, dim, 1);
            float[] y = OneCall.run(backend, ANY, addNorm(x, new float[3 * dim], weight, bias));
            for (int i = 0; i < y.length; i++) {
                assertThat(y[i]).isCloseTo(bias[i % dim], within(2e-7f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aRowWithoutAMeanIsNanAndNoOther(float poison) {
        int rows = 35;
        int dim = 33;
        float[] x = RandomValues.normal(1, rows * dim, 1);
        float[] residual = RandomValues.normal(2, rows * dim, 1);
        float[] weight = RandomValues.normal(3, dim, 1);
        float[] bias = RandomValues.normal(4, dim, 1);
        float[] expected = OneCall.run(backend, ANY, addNorm(x, residual, weight, bias));
        for (int row : new int[] {0, 15, 34}) {
            residual[row * dim + row % dim] = poison;
            Arrays.fill(expected, row * dim, (row + 1) * dim, Float.NaN);
        }
        assertThat(Bits.of(OneCall.run(backend, ANY, addNorm(x, residual, weight, bias))))
                .isEqualTo(Bits.of(expected));
    }

    @Test
    void withoutAResidualItIsTheSumWithZeros() {
        for (int rows : Sizes.ALL) {
            for (int dim : Sizes.ALL) {
                float[] x = RandomValues.normal(rows, rows * dim, 0.1, 1);
                float[] weight = RandomValues.normal(2, dim, 1, 0.3);
                float[] bias = RandomValues.normal(3, dim, 0.3);
                float[] sum =
                        OneCall.run(backend, ANY, addNorm(x, new float[x.length], weight, bias));
                assertThat(Bits.of(OneCall.run(backend, ANY, norm(x, weight, bias))))
                        .isEqualTo(Bits.of(sum));
            }
        }
    }

    private static BiFunction<Weights, Call, Tensor> norm(float[] x, float[] weight, float[] bias) {
        int dim = weight.length;
        return (weights, call) ->
                call.norm(
                        OneCall.tensor(call, x.length / dim, dim, x),
                        weights.layerNorm(weight, bias, EPS));
    }

    @Test
    void noRowsGiveNoRows() {
        assertThat(
                        OneCall.run(
                                backend,
                                ANY,
                                addNorm(new float[0], new float[0], new float[9], new float[9])))
                .isEmpty();
    }
}
