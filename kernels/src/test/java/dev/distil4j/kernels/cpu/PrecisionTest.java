package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.WeightRangeException;
import dev.distil4j.kernels.Weights;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** A result is, bit for bit, that of the float32 weights which were rounded to the type. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class PrecisionTest {

    private static final TokenBatch ANY = TokenBatch.of(0);

    private final String backend;

    PrecisionTest(String backend) {
        this.backend = backend;
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void layersAreThoseOfRoundedWeightsOverAwkwardSizes(Precision precision) {
        Sizes.triples().forEach(size -> layerIsThatOfRoundedWeights(precision, size));
    }

    private void layerIsThatOfRoundedWeights(Precision precision, int[] size) {
        int rows = size[0];
        int in = size[1];
        int out = size[2];
        int seed = Arrays.hashCode(size);
        float[] x = RandomValues.normal(seed, rows * in, 1);
        float[] w = RandomValues.normal(seed + 1, out * in, 2 / Math.sqrt(in));
        float[] bias = RandomValues.normal(seed + 2, out, 1);
        Matrix source = Matrix.of(out, in, w);
        Matrix rounded = Matrix.of(out, in, Rounding.of(precision, w));
        int[] expected = Bits.of(OneCall.run(backend, ANY, linear(x, rows, rounded, bias)));
        for (Threads threads : List.of(Threads.callerOnly(), JvmBackends.THREE)) {
            float[] y =
                    OneCall.run(backend, threads, precision, ANY, linear(x, rows, source, bias));
            assertThat(Bits.of(y))
                    .as("%s of %s", precision, Arrays.toString(size))
                    .isEqualTo(expected);
        }
    }

    private static BiFunction<Weights, Call, Tensor> linear(
            float[] x, int rows, Matrix w, float[] bias) {
        return (weights, call) ->
                call.linear(
                        OneCall.tensor(call, rows, w.cols(), x),
                        weights.linear(w, bias),
                        Activation.GELU);
    }

    @ParameterizedTest
    @EnumSource(names = {"F16", "BF16"})
    void embeddingsAreThoseOfRoundedTables(Precision precision) {
        int rows = 40;
        int[] ids = new int[36];
        Arrays.setAll(ids, i -> (7 * i + i * i) % rows);
        TokenBatch batch = new TokenBatch(ids, null, new int[] {0, 1, 36});
        for (int dim : Sizes.ALL) {
            float[] word = RandomValues.normal(dim, rows * dim, 1);
            float[] position = RandomValues.normal(dim + 1, rows * dim, 1);
            float[] types = RandomValues.normal(dim + 2, 2 * dim, 1);
            for (float[] typed : new float[][] {types, {}}) {
                var source = embed(dim, word, position, typed);
                var rounded =
                        embed(
                                dim,
                                Rounding.of(precision, word),
                                Rounding.of(precision, position),
                                Rounding.of(precision, typed));
                assertThat(Bits.of(stored(precision, batch, source)))
                        .as("dimension %d", dim)
                        .isEqualTo(Bits.of(OneCall.run(backend, batch, rounded)));
            }
        }
    }

    private static BiFunction<Weights, Call, Tensor> embed(
            int dim, float[] word, float[] position, float[] type) {
        float[] scale = RandomValues.normal(1, dim, 1, 0.3);
        float[] shift = RandomValues.normal(2, dim, 0.3);
        return (weights, call) ->
                call.embed(
                        weights.embeddings(
                                Matrix.of(word.length / dim, dim, word),
                                Matrix.of(position.length / dim, dim, position),
                                type.length == 0 ? null : Matrix.of(type.length / dim, dim, type),
                                weights.layerNorm(scale, shift, 1e-12f)));
    }

    private float[] stored(
            Precision precision, TokenBatch batch, BiFunction<Weights, Call, Tensor> operation) {
        return OneCall.run(backend, Threads.callerOnly(), precision, batch, operation);
    }

    /** Each value of 16 bits, what lies half-way to the next one, and the neighbours of that. */
    @ParameterizedTest
    @EnumSource
    void everyWeightIsRoundedToTheNearest(Precision precision) {
        float[] values = new float[6 << 16];
        for (int half = 0; half < 1 << 16; half++) {
            float upper = Float.intBitsToFloat(half << 16);
            float ieee = Float.float16ToFloat((short) half);
            float above = Float.float16ToFloat((short) (half + 1));
            float between = ieee + (above - ieee) / 2;
            int at = 6 * half;
            values[at] = upper;
            values[at + 1] = Float.intBitsToFloat(half << 16 | 0x8000);
            values[at + 2] = Float.intBitsToFloat(half << 16 | 0x7FFF);
            values[at + 3] = between;
            values[at + 4] = Math.nextUp(between);
            values[at + 5] = Math.nextDown(between);
        }
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > precision.largest() && !Float.isInfinite(values[i])) {
                values[i] = precision.largest();
            }
        }
        float[] one = {1};
        float[] y =
                stored(
                        precision,
                        ANY,
                        (weights, call) ->
                                call.linear(
                                        OneCall.tensor(call, 1, 1, one),
                                        weights.linear(
                                                Matrix.of(values.length, 1, values),
                                                new float[values.length]),
                                        Activation.IDENTITY));
        float[] expected = Rounding.of(precision, values);
        for (int i = 0; i < expected.length; i++) {
            expected[i] += 0f; // the bias makes -0 a 0
        }
        assertThat(Bits.of(y)).isEqualTo(Bits.of(expected));
        assertThat(y).contains(Float.NaN, Float.POSITIVE_INFINITY, precision.largest());
    }

    @ParameterizedTest
    @EnumSource
    void weightsOfSixteenBitsTakeHalfTheMemory(Precision precision) {
        int width = precision == Precision.F32 ? 4 : 2;
        try (Backend opened = JvmBackends.open(backend, Threads.callerOnly());
                Weights weights = opened.prepare(precision)) {
            weights.linear(Matrix.of(64, 10, new float[640]), new float[64]);
            assertThat(weights.bytes()).isEqualTo(640L * width + 64 * 4);
            var norm = weights.layerNorm(new float[10], new float[10], 1);
            Matrix table = Matrix.of(7, 10, new float[70]);
            weights.embeddings(table, table, null, norm);
            assertThat(weights.bytes()).isEqualTo(780L * width + 84 * 4);
        }
    }

    @Test
    void aLayerBeyondTheRangeIsRefusedByNameWithTheCure() {
        Matrix high = named("lin1.weight", 1, 65504, -65505, Float.NaN);
        refuses(
                Precision.F16,
                weights -> weights.linear(high, new float[2]),
                "lin1.weight: -65505.0 in row 1 is beyond F16, which ends at 65504.0;"
                        + " choose the precision BF16");
        Matrix highest = named("lin1.weight", Float.MAX_VALUE, 0, 0, 0);
        for (Precision precision : List.of(Precision.F16, Precision.BF16)) {
            refuses(
                    precision,
                    weights -> weights.linear(highest, new float[2]),
                    "lin1.weight: 3.4028235E38 in row 0 is beyond %s, which ends at %s;"
                                    .formatted(precision, precision.largest())
                            + " choose the precision F32");
        }
        refuses(
                Precision.F16,
                weights -> weights.linear(Matrix.stack(named("k"), high), new float[4]),
                "k and lin1.weight: -65505.0 in row 3 is beyond F16, which ends at 65504.0;"
                        + " choose the precision BF16");
    }

    @Test
    void aTableBeyondTheRangeIsRefusedByName() {
        Matrix fine = named("position", 1, 2, 3, 4);
        Matrix high = named("word", 1, 2, 3, 7e4f);
        refuses(
                Precision.F16,
                weights ->
                        weights.embeddings(
                                high, fine, null, weights.layerNorm(new float[2], new float[2], 1)),
                "word: 70000.0 in row 1 is beyond F16, which ends at 65504.0;"
                        + " choose the precision BF16");
    }

    private void refuses(Precision precision, Consumer<Weights> preparing, String message) {
        try (Backend opened = JvmBackends.open(backend, Threads.callerOnly());
                Weights weights = opened.prepare(precision)) {
            assertThatExceptionOfType(WeightRangeException.class)
                    .isThrownBy(() -> preparing.accept(weights))
                    .withMessage(message);
        }
    }

    /** A matrix of 2 x 2. */
    private static Matrix named(String name, float... values) {
        Matrix matrix = Matrix.of(2, 2, Arrays.copyOf(values, 4));
        return new Matrix() {
            @Override
            public int rows() {
                return 2;
            }

            @Override
            public int cols() {
                return 2;
            }

            @Override
            public void read(long from, float[] into, int at, int count) {
                matrix.read(from, into, at, count);
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
