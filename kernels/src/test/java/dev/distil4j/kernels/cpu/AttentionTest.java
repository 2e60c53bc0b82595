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
import java.util.function.Function;
import java.util.stream.IntStream;

@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class AttentionTest {

    private static final float NAN = Float.NaN;
    private static final float INF = Float.POSITIVE_INFINITY;

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
                                OneCall.tensor(queries.count(), dim, q),
                                OneCall.tensor(batch.total(), 2 * dim, kv),
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
        exact(batch, heads, headDim, queries, q, kv)
                .check(
                        backend,
                        batch,
                        (_, call) ->
                                call.attention(
                                        OneCall.tensor(queries.count(), dim, q),
                                        OneCall.tensor(batch.total(), 2 * dim, kv),
                                        heads,
                                        queries));
    }

    private static Exact exact(
            TokenBatch batch, int heads, int headDim, RowSelection queries, float[] q, float[] kv) {
        int dim = heads * headDim;
        double[] values = new double[queries.count() * dim];
        double[] bounds = new double[queries.count() * dim];
        for (int s = 0; s < batch.sequences(); s++) {
            for (int i = queries.start(s); i < queries.start(s + 1); i++) {
                for (int h = 0; h < heads; h++) {
                    mix(batch, s, i, h * headDim, headDim, dim, q, kv, values, bounds);
                }
            }
        }
        return new Exact(values, bounds);
    }

    /**
     * A score s is off by δ = γ_headDim₊₃·Σ|q·k|/√headDim, then by u·|s - max|; both come out of exp
     * as factors, as do its 2 ulp (4u), the sum and the division. A weight's numerator and the sum
     * below it may err in opposite directions: ρ = e^(δ + max δ)·(1 + 4u)²·(1 + γ_length₊₂) - 1. The
     * mix of values adds γ_length, and what weights below the smallest normal float lose.
     */
    private static void mix(
            TokenBatch batch,
            int s,
            int i,
            int column,
            int headDim,
            int dim,
            float[] q,
            float[] kv,
            double[] values,
            double[] bounds) {
        int length = batch.length(s);
        double[] score = new double[length];
        double[] error = new double[length];
        for (int j = 0; j < length; j++) {
            double magnitude = 0;
            for (int c = headDim - 1; c >= 0; c--) {
                double product =
                        (double) q[i * dim + column + c]
                                * kv[(batch.starts()[s] + j) * 2 * dim + column + c];
                score[j] += product / Math.sqrt(headDim);
                magnitude += Math.abs(product) / Math.sqrt(headDim);
            }
            error[j] = FloatError.gamma(headDim + 3) * magnitude;
        }
        double max = Arrays.stream(score).max().orElseThrow();
        double maxError = Arrays.stream(error).max().orElseThrow();
        double worst = 0;
        double sum = 0;
        for (int j = 0; j < length; j++) {
            error[j] += FloatError.U * (max - score[j] + 2 * maxError);
            worst = Math.max(worst, error[j]);
            sum += Math.exp(score[j] - max);
        }
        double inExp = 4 * FloatError.U;
        for (int c = 0; c < headDim; c++) {
            double value = 0;
            double bound = 0;
            for (int j = 0; j < length; j++) {
                double v = kv[(batch.starts()[s] + j) * 2 * dim + dim + column + c];
                double weight = Math.exp(score[j] - max) / sum;
                double factor =
                        Math.exp(error[j] + worst)
                                * (1 + inExp)
                                * (1 + inExp)
                                * (1 + FloatError.gamma(length + 2))
                                * (1 + FloatError.gamma(length));
                value += weight * v;
                bound += Math.abs(v) * (weight * (factor - 1) + Float.MIN_NORMAL);
            }
            values[i * dim + column + c] = value;
            bounds[i * dim + column + c] = bound;
        }
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

    /** A small batch, poisoned somewhere: what becomes of every other value. */
    private void poison(Poison poison, Function<int[], Boolean> spoils) {
        TokenBatch batch = batch(7, 18, 3);
        int dim = 2 * HEAD_DIM;
        float[] q = RandomValues.normal(1, batch.total() * dim, 1);
        float[] kv = RandomValues.normal(2, batch.total() * 2 * dim, 1);
        RowSelection all = RowSelection.all(batch);
        float[] expected = attend(batch, 2, all, q, kv);
        poison.into(q, kv);
        float[] actual = attend(batch, 2, all, q, kv);
        for (int row = 0; row < batch.total(); row++) {
            for (int c = 0; c < dim; c++) {
                int i = row * dim + c;
                if (spoils.apply(new int[] {row, c})) {
                    assertThat(Float.isFinite(actual[i])).as("[%d, %d]", row, c).isFalse();
                } else {
                    assertThat(actual[i]).as("[%d, %d]", row, c).isEqualTo(expected[i]);
                }
            }
        }
    }

    private interface Poison {
        void into(float[] q, float[] kv);
    }

    private static final int HEAD_DIM = 20;

    private static boolean second(int row) {
        return row >= 7 && row < 25;
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aPoisonedQuerySpoilsItsRowAndHead(float poison) {
        poison((q, _) -> q[9 * 2 * HEAD_DIM + 3] = poison, at -> at[0] == 9 && at[1] < HEAD_DIM);
    }

    @Test
    void aNanKeySpoilsItsHeadOfItsSequence() {
        poison(
                (_, kv) -> kv[24 * 4 * HEAD_DIM + HEAD_DIM + 3] = NAN,
                at -> second(at[0]) && at[1] >= HEAD_DIM);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aPoisonedValueSpoilsItsColumnOfItsSequence(float poison) {
        poison(
                (_, kv) -> kv[7 * 4 * HEAD_DIM + 2 * HEAD_DIM + 5] = poison,
                at -> second(at[0]) && at[1] == 5);
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
