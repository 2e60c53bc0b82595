package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.kernels.cpu.Exact;
import dev.distil4j.kernels.cpu.FloatError;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;

/** Products of halves, portable and on tensor cores. */
@Tag("opencl")
final class HalfLinearTest {

    private static final TokenBatch ANY = TokenBatch.of(0);

    /** Rows, in, out: below, at and beyond the tiles; tensor cores take what is in eights. */
    private static final int[][] SIZES = {
        {1, 8, 1}, {5, 16, 3}, {16, 64, 32}, {17, 24, 40}, {33, 72, 66}, {40, 200, 33},
        {64, 128, 64}, {2, 768, 100}, {31, 1, 9}, {9, 7, 65}, {8, 65, 8}, {0, 8, 4},
    };

    @ParameterizedTest
    @EnumSource
    void agreesWithExactSumsOverAwkwardSizes(HalfProducts products) {
        for (int[] size : SIZES) {
            agrees(products, size, Activation.IDENTITY);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TENSOR_CORES_HASTY", mode = EnumSource.Mode.EXCLUDE)
    void appliesEveryActivation(HalfProducts products) {
        for (Activation activation : Activation.values()) {
            agrees(products, new int[] {13, 24, 50}, activation);
        }
    }

    private static void agrees(HalfProducts products, int[] size, Activation activation) {
        int rows = size[0];
        int in = size[1];
        int out = size[2];
        int seed = Arrays.hashCode(size);
        float[] x = Halves.rounded(RandomValues.normal(seed, rows * in, 1));
        float[] w = Halves.rounded(RandomValues.normal(seed + 1, out * in, 2 / Math.sqrt(in)));
        float[] bias = RandomValues.normal(seed + 2, out, 1);
        float[] y =
                products.run(
                        ANY,
                        (weights, call) ->
                                call.linear(
                                        call.tensor(rows, in, x),
                                        weights.linear(Matrix.of(out, in, w), bias),
                                        activation));
        Halves.check(y, exact(x, w, bias, activation));
    }

    /**
     * A sum of n products and a bias, in any order, is off by at most γₙ₊₁·(Σ|x·w| + |b|); the
     * activation stretches that by its steepest slope, 1.13 at most, and adds its own error, which
     * is far below a half's.
     */
    private static Exact exact(float[] x, float[] w, float[] bias, Activation activation) {
        int out = bias.length;
        int in = w.length / out;
        double[] values = new double[x.length / in * out];
        double[] bounds = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            double sum = bias[i % out];
            double magnitude = Math.abs(sum);
            for (int k = 0; k < in; k++) {
                double product = (double) x[i / out * in + k] * w[i % out * in + k];
                sum += product;
                magnitude += Math.abs(product);
            }
            values[i] = activate(activation, sum);
            bounds[i] = 1.13 * FloatError.gamma(in + 1) * magnitude + 8 * FloatError.U;
        }
        return new Exact(values, bounds);
    }

    private static double activate(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case GELU -> gelu(x);
            case RELU -> Math.max(x, 0);
            case TANH -> Math.tanh(x);
        };
    }

    /** x·Φ(x), Φ by Simpson's rule over the density. */
    private static double gelu(double x) {
        int steps = 2000;
        double h = x / steps;
        double sum = 1 + Math.exp(-x * x / 2);
        for (int i = 1; i < steps; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-i * h * i * h / 2);
        }
        return x * (0.5 + sum * h / 3 / Math.sqrt(2 * Math.PI));
    }

    @Test
    void everyCutOfAProductOnTensorCoresGivesTheSameBits() {
        int rows = 70;
        int in = 136;
        int out = 75;
        float[] x = RandomValues.normal(1, rows * in, 1);
        Matrix w = Matrix.of(out, in, RandomValues.normal(2, out * in, 0.2));
        float[] bias = RandomValues.normal(3, out, 1);
        int[] small = bits(MmaConfig.SMALL, x, w, bias);
        assertThat(bits(new MmaConfig(32, 64, 16, 32, 16, 2), x, w, bias)).isEqualTo(small);
        assertThat(bits(MmaConfig.LARGE, x, w, bias)).isEqualTo(small);
        for (MmaConfig config : Tuner.MMA) {
            // Larger warps take the CPU's compiler minutes.
            if (config.warpRows() * config.warpCols() <= 32 * 32) {
                assertThat(bits(config, x, w, bias)).as(config.toString()).isEqualTo(small);
            }
        }
    }

    private static int[] bits(MmaConfig config, float[] x, Matrix w, float[] bias) {
        OpenClBackend backend = HalfProducts.TENSOR_CORES.backend();
        Lane lane = new Lane(backend.context());
        try (Weights weights = HalfProducts.TENSOR_CORES.weights()) {
            int rows = x.length / w.cols();
            OpenClTensor floats = lane.next(rows, w.cols(), Storage.F32);
            OpenClTensor halves = lane.next(rows, w.cols(), Storage.F16);
            OpenClTensor y = lane.next(rows, w.rows(), Storage.F16);
            lane.write(x, floats.values());
            new ConvertProgram(Storage.F16)
                    .convert(lane, floats.values(), halves.values(), x.length);
            new LinearMmaProgram(HalfProducts.TENSOR_CORES.cores(), config, Activation.IDENTITY)
                    .multiply(
                            lane,
                            halves.values(),
                            (OpenClLinear) weights.linear(w, bias),
                            y.values(),
                            rows);
            float[] values = new float[rows * w.rows()];
            lane.read(y, values);
            return Bits.of(values);
        } finally {
            lane.close();
        }
    }
}
