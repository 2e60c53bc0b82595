package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Matrix;
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
final class EmbedTest {

    private static final int VOCABULARY = 23;
    private static final int POSITIONS = 130;
    private static final float EPS = 1e-12f;

    private final String backend;

    EmbedTest(String backend) {
        this.backend = backend;
    }

    /** Random tables and norm; {@code types} 0 means a model without them. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tables(
            int dim, int types, float[] word, float[] position, float[] type, float[] norm) {

        static Tables random(int dim, int types) {
            return new Tables(
                    dim,
                    types,
                    RandomValues.normal(dim, VOCABULARY * dim, 1),
                    RandomValues.normal(dim + 1, POSITIONS * dim, 1),
                    RandomValues.normal(dim + 2, types * dim, 1),
                    RandomValues.normal(dim + 3, 2 * dim, 1));
        }

        float[] weight() {
            return Arrays.copyOf(norm, dim);
        }

        float[] bias() {
            return Arrays.copyOfRange(norm, dim, 2 * dim);
        }

        BiFunction<Weights, Call, Tensor> embed() {
            return (weights, call) ->
                    call.embed(
                            weights.embeddings(
                                    Matrix.of(VOCABULARY, dim, word),
                                    Matrix.of(POSITIONS, dim, position),
                                    types == 0 ? null : Matrix.of(types, dim, type),
                                    weights.layerNorm(weight(), bias(), EPS)));
        }
    }

    private static TokenBatch batch(boolean typed, int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        int[] ids = new int[starts[lengths.length]];
        int[] typeIds = new int[ids.length];
        Arrays.setAll(ids, i -> (7 * i + i * i) % VOCABULARY);
        Arrays.setAll(typeIds, i -> i % 3 % 2);
        return new TokenBatch(ids, typed ? typeIds : null, starts);
    }

    @Test
    void agreesWithTheReferenceOverAwkwardSizes() {
        int[] lengths = {1, 2, 5, 17, 33, 64, 65, 130};
        for (int dim : Sizes.ALL) {
            for (int i = 0; i < lengths.length; i++) {
                boolean typed = i % 2 == 0;
                agrees(Tables.random(dim, i % 4 < 2 ? 0 : 2), batch(typed, lengths[i]));
            }
            agrees(Tables.random(dim, 1), batch(false, 3, 9));
            agrees(Tables.random(dim, 2), batch(true, 17, 1, 5, 130, 2));
        }
    }

    /** Each of the two additions rounds once; the rest is the normalisation's. */
    private void agrees(Tables tables, TokenBatch batch) {
        int dim = tables.dim();
        double[] values = new double[batch.total() * dim];
        double[] bounds = new double[batch.total() * dim];
        double[] sums = new double[dim];
        double[] rounding = new double[dim];
        for (int s = 0; s < batch.sequences(); s++) {
            for (int i = 0; i < batch.length(s); i++) {
                int row = batch.starts()[s] + i;
                int type = batch.typeIds() == null ? 0 : batch.typeIds()[row];
                for (int c = 0; c < dim; c++) {
                    double two =
                            (double) tables.word()[batch.ids()[row] * dim + c]
                                    + tables.position()[i * dim + c];
                    sums[c] = tables.types() == 0 ? two : two + tables.type()[type * dim + c];
                    rounding[c] = FloatError.U * (1.01 * Math.abs(two) + Math.abs(sums[c]));
                }
                ExactLayerNorm.normalize(
                        sums,
                        rounding,
                        tables.weight(),
                        tables.bias(),
                        EPS,
                        values,
                        bounds,
                        row * dim);
            }
        }
        new Exact(values, bounds).check(backend, batch, tables.embed());
    }

    @Test
    void aBatchWithoutTypesHasTypeZero() {
        Tables tables = Tables.random(9, 2);
        TokenBatch untyped = batch(false, 5, 3);
        TokenBatch zeros = new TokenBatch(untyped.ids(), new int[8], untyped.starts());
        assertThat(Bits.of(OneCall.run(backend, untyped, tables.embed())))
                .isEqualTo(Bits.of(OneCall.run(backend, zeros, tables.embed())));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aPoisonedWordSpoilsOnlyItsOwnTokens(float poison) {
        int dim = 33;
        Tables tables = Tables.random(dim, 2);
        TokenBatch batch = batch(true, 5, 17, 9);
        float[] expected = OneCall.run(backend, batch, tables.embed());
        int spoiled = 8;
        tables.word()[spoiled * dim + 20] = poison;
        for (int row = 0; row < batch.total(); row++) {
            if (batch.ids()[row] == spoiled) {
                Arrays.fill(expected, row * dim, (row + 1) * dim, Float.NaN);
            }
        }
        assertThat(expected).contains(Float.NaN);
        assertThat(Bits.of(OneCall.run(backend, batch, tables.embed())))
                .isEqualTo(Bits.of(expected));
    }

    @Test
    void anEmptyBatchHasNoRows() {
        TokenBatch empty = new TokenBatch(new int[0], null, new int[] {0});
        assertThat(OneCall.run(backend, empty, Tables.random(9, 2).embed())).isEmpty();
    }

    @Test
    void tokensOutsideTheTablesAreRefusedByNumber() {
        Tables tables = Tables.random(9, 2);
        refuses(tables, TokenBatch.of(3, 23), "token id 23 is outside the table of 23 rows");
        refuses(tables, TokenBatch.of(-1), "token id -1 is outside the table of 23 rows");
        refuses(
                tables,
                new TokenBatch(new int[] {1}, new int[] {2}, new int[] {0, 1}),
                "token type 2 is outside the table of 2 rows");
        refuses(tables, batch(false, 3, 131), "sequence 1 has 131 tokens, the model 130 positions");
    }

    private void refuses(Tables tables, TokenBatch batch, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OneCall.run(backend, batch, tables.embed()))
                .withMessage(message);
    }
}
