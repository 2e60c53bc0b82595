package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.WeightRangeException;
import dev.distil4j.kernels.Weights;
import dev.distil4j.kernels.cpu.Exact;
import dev.distil4j.kernels.cpu.ExactLayerNorm;
import dev.distil4j.kernels.cpu.FloatError;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;

/** Tensors and weights as halves: what is not a product. */
@Tag("opencl")
final class HalfStorageTest {

    private static final float EPS = 1e-12f;
    private static final HalfProducts ANY = HalfProducts.PORTABLE;

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 65, 768})
    void addNormAgreesWithTheExactRow(int dim) {
        addNormAgrees(dim, 0.5, 1, EPS);
    }

    /** As large as the variance, far above it and far below. */
    @ParameterizedTest
    @ValueSource(floats = {2e-4f, 1, EPS})
    void addNormAgreesWithTheExactRowForAnyEps(float eps) {
        addNormAgrees(65, 0, 1e-2, eps);
    }

    private static void addNormAgrees(int dim, double mean, double spread, float eps) {
        int rows = 5;
        float[] x = Halves.rounded(RandomValues.normal(1, rows * dim, mean, spread));
        float[] residual = Halves.rounded(RandomValues.normal(2, rows * dim, mean, spread));
        float[] weight = RandomValues.normal(3, dim, 1, 0.3);
        float[] bias = RandomValues.normal(4, dim, 0.3);
        float[] y =
                ANY.run(
                        TokenBatch.of(0),
                        (weights, call) ->
                                call.addNorm(
                                        call.tensor(rows, dim, x),
                                        call.tensor(rows, dim, residual),
                                        weights.layerNorm(weight, bias, eps)));
        double[] sums = new double[rows * dim];
        Arrays.setAll(sums, i -> (double) x[i] + residual[i]);
        Halves.check(y, normalized(sums, weight, bias, eps));
        float[] alone =
                ANY.run(
                        TokenBatch.of(0),
                        (weights, call) ->
                                call.norm(
                                        call.tensor(rows, dim, x),
                                        weights.layerNorm(weight, bias, eps)));
        Arrays.setAll(sums, i -> x[i]);
        Halves.check(alone, normalized(sums, weight, bias, eps));
    }

    private static Exact normalized(double[] sums, float[] weight, float[] bias, float eps) {
        int dim = weight.length;
        double[] values = new double[sums.length];
        double[] bounds = new double[sums.length];
        for (int at = 0; at < sums.length; at += dim) {
            double[] row = Arrays.copyOfRange(sums, at, at + dim);
            double[] rounding = new double[dim];
            Arrays.setAll(rounding, c -> 2 * FloatError.U * Math.abs(row[c]));
            ExactLayerNorm.normalize(row, rounding, weight, bias, eps, values, bounds, at);
        }
        return new Exact(values, bounds);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 64, 100})
    void embeddingsAreThoseOfRoundedTables(int dim) {
        TokenBatch batch =
                new TokenBatch(new int[] {3, 0, 4, 4}, new int[] {0, 1, 0, 1}, new int[] {0, 1, 4});
        float[] word = RandomValues.normal(1, 5 * dim, 1);
        float[] position = RandomValues.normal(2, 3 * dim, 1);
        float[] type = RandomValues.normal(3, 2 * dim, 1);
        float[] weight = RandomValues.normal(4, dim, 1, 0.3);
        float[] bias = RandomValues.normal(5, dim, 0.3);
        float[] y =
                ANY.run(
                        batch,
                        (weights, call) ->
                                call.embed(
                                        weights.embeddings(
                                                Matrix.of(5, dim, word),
                                                Matrix.of(3, dim, position),
                                                Matrix.of(2, dim, type),
                                                weights.layerNorm(weight, bias, EPS))));
        int[] places = {0, 0, 1, 2};
        int[] types = {0, 1, 0, 1};
        float[] w = Halves.rounded(word);
        float[] p = Halves.rounded(position);
        float[] t = Halves.rounded(type);
        double[] sums = new double[4 * dim];
        for (int i = 0; i < sums.length; i++) {
            int row = i / dim;
            int c = i % dim;
            sums[i] =
                    (double) w[batch.ids()[row] * dim + c]
                            + p[places[row] * dim + c]
                            + t[types[row] * dim + c];
        }
        Halves.check(y, normalized(sums, weight, bias, EPS));
    }

    @Test
    void rowsAreGatheredAsTheyAre() {
        TokenBatch batch = TokenBatch.of(0, 0, 0, 0);
        float[] x = Halves.rounded(RandomValues.normal(1, 4 * 67, 1));
        x[2 * 67 + 1] = 0x1p-24f;
        x[2 * 67 + 2] = Float.NEGATIVE_INFINITY;
        float[] y =
                ANY.run(
                        batch,
                        (_, call) ->
                                call.rows(
                                        ((OpenClCall) call).in(Storage.F16, call.tensor(4, 67, x)),
                                        RowSelection.of(batch, 0, 2)));
        assertThat(Bits.of(y, 0, 67)).isEqualTo(Bits.of(x, 0, 67));
        assertThat(Bits.of(y, 67, 134)).isEqualTo(Bits.of(x, 2 * 67, 3 * 67));
    }

    @Test
    void aTensorMeetsWeightsOfAnotherPrecision() {
        float[] x = RandomValues.normal(1, 70, 1);
        OpenClBackend backend = ANY.backend();
        try (Weights floats = backend.prepare(Precision.F32);
                Weights halves = backend.prepare(Precision.F16);
                OpenClCall call = (OpenClCall) backend.begin(TokenBatch.of(0))) {
            Matrix two = Matrix.of(1, 1, new float[] {2});
            float[] zero = {0};
            var once =
                    call.linear(
                            call.tensor(70, 1, x), halves.linear(two, zero), Activation.IDENTITY);
            var twice = call.linear(once, floats.linear(two, zero), Activation.IDENTITY);
            float[] expected = Halves.rounded(x);
            for (int i = 0; i < expected.length; i++) {
                expected[i] *= 4;
            }
            assertThat(Bits.of(call.read(twice))).isEqualTo(Bits.of(expected));
        }
    }

    @Test
    void weightsTakeHalfTheMemory() {
        Matrix weight = Matrix.of(30, 40, new float[1200]);
        try (Weights floats = ANY.backend().prepare(Precision.F32);
                Weights halves = ANY.backend().prepare(Precision.F16)) {
            floats.linear(weight, new float[30]);
            halves.linear(weight, new float[30]);
            assertThat(floats.bytes()).isEqualTo(4 * 1200 + 4 * 30);
            assertThat(halves.bytes()).isEqualTo(2 * 1200 + 4 * 30);
        }
    }

    @Test
    void aWeightBeyondTheHalvesIsRefused() {
        float[] values = new float[6];
        values[3] = -65520;
        try (Weights weights = ANY.backend().prepare(Precision.F16)) {
            assertThatExceptionOfType(WeightRangeException.class)
                    .isThrownBy(() -> weights.linear(Matrix.of(2, 3, values), new float[2]))
                    .withMessage(
                            "a matrix of 2 x 3: -65520.0 in row 1 is beyond F16, which ends at"
                                    + " 65504.0; store the weights as F32");
        }
    }

    @Test
    void bfloat16IsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ANY.backend().prepare(Precision.BF16))
                .withMessage("OpenCL has no products in bf16; choose f16 or f32");
    }
}
