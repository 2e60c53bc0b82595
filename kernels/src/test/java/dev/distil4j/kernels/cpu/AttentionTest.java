package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class AttentionTest {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final int HEAD_DIM = 20;

    private static final int[][] BATCHES = {
        {1}, {2, 1, 17, 5}, {33, 64, 1, 1}, {65, 2, 7}, {5, 130},
    };

    private final String backend;

    AttentionTest(String backend) {
        this.backend = backend;
    }

    private static TokenBatch batch(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        return new TokenBatch(new int[starts[lengths.length]], null, starts);
    }

    private static RowSelection every(TokenBatch batch, int stride) {
        return RowSelection.of(
                batch, IntStream.range(0, batch.total()).filter(r -> r % stride == 1).toArray());
    }

    private float[] attend(
            TokenBatch batch, int heads, RowSelection queries, float[] q, float[] kv) {
        int dim = kv.length / batch.total() / 2;
        return OneCall.run(
                backend,
                batch,
                (_, call) ->
                        call.attention(
                                OneCall.tensor(call, queries.count(), dim, q),
                                OneCall.tensor(call, batch.total(), 2 * dim, kv),
                                heads,
                                queries));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 10, 32, 64, 65})
    void agreesWithTheReferenceOverAwkwardSizes(int headDim) {
        for (int[] lengths : BATCHES) {
            TokenBatch batch = batch(lengths);
            int heads = 1 + (headDim + lengths.length) % 3;
            agrees(batch, heads, headDim, RowSelection.all(batch));
            agrees(batch, heads, headDim, RowSelection.first(batch));
            agrees(batch, heads, headDim, every(batch, 3));
            // Sequences without a query.
            agrees(batch, heads, headDim, every(batch, 40));
            agrees(batch, heads, headDim, RowSelection.of(batch));
        }
    }

    private void agrees(TokenBatch batch, int heads, int headDim, RowSelection queries) {
        int dim = heads * headDim;
        float[] q = RandomValues.normal(headDim, queries.count() * dim, 1.5);
        float[] kv = RandomValues.normal(headDim + 1, batch.total() * 2 * dim, 1.5);
        new ExactAttention(batch, heads, headDim, q, kv)
                .over(queries)
                .check(
                        backend,
                        batch,
                        (_, call) ->
                                call.attention(
                                        OneCall.tensor(call, queries.count(), dim, q),
                                        OneCall.tensor(call, batch.total(), 2 * dim, kv),
                                        heads,
                                        queries));
    }

    @Test
    void mixesValuesByHand() {
        // One head of dimension 4, so scores are halved: ln 1, ln 3 for the first query.
        float ln3 = (float) Math.log(3);
        float[] q = {2, 0, 0, 0, 0, 0, 0, 0};
        float[] kv = {0, 9, 9, 9, 8, 0, 4, 1, ln3, 9, 9, 9, 0, 8, 4, 1};
        TokenBatch batch = batch(2);
        float[] y = attend(batch, 1, RowSelection.all(batch), q, kv);
        double[] expected = {2, 6, 4, 1, 4, 4, 4, 1};
        for (int c = 0; c < 8; c++) {
            assertThat((double) y[c]).isCloseTo(expected[c], within(1e-6));
        }
    }

    @Test
    void aSequenceOfOneTokenGetsItsOwnValue() {
        TokenBatch batch = batch(1, 1, 1);
        float[] q = RandomValues.normal(1, 3 * 20, 100);
        float[] kv = RandomValues.normal(2, 3 * 40, 100);
        float[] y = attend(batch, 2, RowSelection.all(batch), q, kv);
        for (int s = 0; s < 3; s++) {
            assertThat(Bits.of(y, s * 20, (s + 1) * 20))
                    .isEqualTo(Bits.of(kv, s * 40 + 20, (s + 1) * 40));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {1e3f, 1e9f, 1e18f})
    void largeScoresChooseOneValueWithoutOverflow(float large) {
        TokenBatch batch = batch(19);
        float[] q = new float[19];
        float[] kv = RandomValues.normal(1, 38, 1);
        Arrays.fill(q, large);
        for (int j = 0; j < 19; j++) {
            kv[2 * j] = j == 7 ? large : j % 2 == 0 ? 0 : -large;
        }
        float[] chosen = new float[19];
        Arrays.fill(chosen, kv[2 * 7 + 1]);
        assertThat(attend(batch, 1, RowSelection.all(batch), q, kv)).isEqualTo(chosen);
        // Two equals share.
        kv[2 * 18] = large;
        float shared = (kv[2 * 7 + 1] + kv[2 * 18 + 1]) / 2;
        for (float y : attend(batch, 1, RowSelection.all(batch), q, kv)) {
            assertThat(y).isCloseTo(shared, within(2e-7f));
        }
    }

    @FunctionalInterface
    private interface Poison {
        void into(float[] q, float[] kv);
    }

    @FunctionalInterface
    private interface Spoiled {
        boolean at(int row, int column);
    }

    /** A small batch, poisoned somewhere: what becomes of every value. */
    private void poison(Poison poison, Spoiled spoiled) {
        TokenBatch batch = batch(7, 18, 3);
        int dim = 2 * HEAD_DIM;
        float[] q = RandomValues.normal(1, batch.total() * dim, 1);
        float[] kv = RandomValues.normal(2, batch.total() * 2 * dim, 1);
        RowSelection all = RowSelection.all(batch);
        float[] expected = attend(batch, 2, all, q, kv);
        poison.into(q, kv);
        float[] actual = attend(batch, 2, all, q, kv);
        for (int row = 0; row < batch.total(); row++) {
            for (int column = 0; column < dim; column++) {
                int i = row * dim + column;
                if (spoiled.at(row, column)) {
                    assertThat(Float.isFinite(actual[i])).as("[%d, %d]", row, column).isFalse();
                } else {
                    assertThat(actual[i]).as("[%d, %d]", row, column).isEqualTo(expected[i]);
                }
            }
        }
    }

    /** Whether the row is of that batch's second sequence. */
    private static boolean second(int row) {
        return row >= 7 && row < 25;
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aPoisonedQuerySpoilsItsRowAndHead(float poison) {
        poison(
                (q, _) -> q[9 * 2 * HEAD_DIM + 3] = poison,
                (row, column) -> row == 9 && column < HEAD_DIM);
    }

    @Test
    void aNanKeySpoilsItsHeadOfItsSequence() {
        poison(
                (_, kv) -> kv[24 * 4 * HEAD_DIM + HEAD_DIM + 3] = NAN,
                (row, column) -> second(row) && column >= HEAD_DIM);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aPoisonedValueSpoilsItsColumnOfItsSequence(float poison) {
        poison(
                (_, kv) -> kv[7 * 4 * HEAD_DIM + 2 * HEAD_DIM + 5] = poison,
                (row, column) -> second(row) && column == 5);
    }

    @Test
    void aKeyAtMinusInfinityIsNotSeenAndOneAtInfinityIsNan() {
        float[] q = {1, 1, 1, 1};
        float[] kv = {0.5f, 1, 0.25f, 2, -1, 4, -INF, 8};
        float[] shorter = Arrays.copyOf(kv, 6);
        TokenBatch four = batch(4);
        TokenBatch three = batch(3);
        float[] seen = attend(four, 1, RowSelection.all(four), q, kv);
        float[] alone = attend(three, 1, RowSelection.all(three), Arrays.copyOf(q, 3), shorter);
        assertThat(Bits.of(seen, 0, 3)).isEqualTo(Bits.of(alone));
        kv[6] = INF;
        assertThat(attend(four, 1, RowSelection.all(four), q, kv))
                .containsExactly(NAN, NAN, NAN, NAN);
    }
}
