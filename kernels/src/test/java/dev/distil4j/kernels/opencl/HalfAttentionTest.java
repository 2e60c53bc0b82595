package dev.distil4j.kernels.opencl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Bits;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RandomValues;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.cpu.ExactAttention;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Attention over halves, portable and on tensor cores. */
@Tag("opencl")
final class HalfAttentionTest {

    private static final int[][] BATCHES = {{1}, {2, 1, 17, 5}, {33, 64, 1}, {65, 2, 130}};

    @ParameterizedTest
    @CsvSource({
        "PORTABLE, 64",
        "PORTABLE, 20",
        "PORTABLE, 7",
        "TENSOR_CORES, 64",
        "TENSOR_CORES, 32",
        "TENSOR_CORES, 16",
        "TENSOR_CORES, 20",
        "TENSOR_CORES_HASTY, 16",
    })
    void agreesWithExactSumsOverAwkwardSizes(HalfProducts products, int headDim) {
        for (int[] lengths : BATCHES) {
            TokenBatch batch = batch(lengths);
            int heads = 1 + lengths.length % 3;
            agrees(products, batch, heads, headDim, RowSelection.all(batch));
            agrees(products, batch, heads, headDim, RowSelection.first(batch));
            agrees(products, batch, heads, headDim, every(batch, 3));
            agrees(products, batch, heads, headDim, every(batch, 40)); // sequences without a query
        }
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

    private static void agrees(
            HalfProducts products, TokenBatch batch, int heads, int headDim, RowSelection queries) {
        int dim = heads * headDim;
        float[] q = Halves.rounded(RandomValues.normal(headDim, queries.count() * dim, 1.5));
        float[] kv = Halves.rounded(RandomValues.normal(headDim + 1, batch.total() * 2 * dim, 1.5));
        float[] y = attend(products, batch, heads, queries, q, kv);
        // Weights of at most 1 become halves too, relative to a sum of at least 1.
        float[] magnitudes = kv.clone();
        for (int i = 0; i < kv.length; i++) {
            magnitudes[i] = i % (2 * dim) < dim ? kv[i] : Math.abs(kv[i]);
        }
        double[] inner =
                new ExactAttention(batch, heads, headDim, q, magnitudes).over(queries).values();
        double largest =
                IntStream.range(0, kv.length).mapToDouble(i -> Math.abs(kv[i])).max().orElse(0);
        for (int i = 0; i < inner.length; i++) {
            inner[i] = 2 * Halves.U * inner[i] + batch.total() * Halves.TINY * largest;
        }
        Halves.check(y, new ExactAttention(batch, heads, headDim, q, kv).over(queries), inner);
    }

    private static float[] attend(
            HalfProducts products,
            TokenBatch batch,
            int heads,
            RowSelection queries,
            float[] q,
            float[] kv) {
        int dim = kv.length / batch.total() / 2;
        return products.run(
                batch,
                (_, call) ->
                        call.attention(
                                halves(call, queries.count(), dim, q),
                                halves(call, batch.total(), 2 * dim, kv),
                                heads,
                                queries));
    }

    private static Tensor halves(Call call, int rows, int cols, float[] values) {
        return ((OpenClCall) call).in(Storage.F16, call.tensor(rows, cols, values));
    }

    @ParameterizedTest
    @EnumSource(names = "TENSOR_CORES_HASTY", mode = EnumSource.Mode.EXCLUDE)
    void neighboursDoNotChangeABit(HalfProducts products) {
        TokenBatch alone = batch(37);
        TokenBatch together = batch(5, 37, 70);
        float[] q = RandomValues.normal(1, together.total() * 32, 1);
        float[] kv = RandomValues.normal(2, together.total() * 64, 1);
        float[] all = attend(products, together, 2, RowSelection.all(together), q, kv);
        float[] one =
                attend(
                        products,
                        alone,
                        2,
                        RowSelection.all(alone),
                        Arrays.copyOfRange(q, 5 * 32, 42 * 32),
                        Arrays.copyOfRange(kv, 5 * 64, 42 * 64));
        assertThat(Bits.of(one)).isEqualTo(Bits.of(all, 5 * 32, 42 * 32));
    }

    @ParameterizedTest
    @EnumSource(names = "TENSOR_CORES_HASTY", mode = EnumSource.Mode.EXCLUDE)
    void otherQueriesDoNotChangeABit(HalfProducts products) {
        TokenBatch batch = batch(70);
        float[] q = RandomValues.normal(1, 70 * 16, 1);
        float[] kv = RandomValues.normal(2, 70 * 32, 1);
        float[] all = attend(products, batch, 1, RowSelection.all(batch), q, kv);
        for (int count : new int[] {3, 20}) {
            int[] rows = IntStream.range(50, 50 + count).toArray();
            float[] few =
                    attend(
                            products,
                            batch,
                            1,
                            RowSelection.of(batch, rows),
                            Arrays.copyOfRange(q, 50 * 16, (50 + count) * 16),
                            kv);
            assertThat(Bits.of(few)).isEqualTo(Bits.of(all, 50 * 16, (50 + count) * 16));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TENSOR_CORES_HASTY", mode = EnumSource.Mode.EXCLUDE)
    void aPoisonedValueSpoilsItsColumnOfItsSequence(HalfProducts products) {
        TokenBatch batch = batch(7, 18, 3);
        float[] q = RandomValues.normal(1, batch.total() * 32, 1);
        float[] kv = RandomValues.normal(2, batch.total() * 64, 1);
        kv[7 * 64 + 32 + 5] = Float.NaN;
        float[] y = attend(products, batch, 2, RowSelection.all(batch), q, kv);
        for (int i = 0; i < y.length; i++) {
            boolean spoiled = i % 32 == 5 && i / 32 >= 7 && i / 32 < 25;
            assertThat(Float.isNaN(y[i])).as("value %d", i).isEqualTo(spoiled);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "TENSOR_CORES_HASTY", mode = EnumSource.Mode.EXCLUDE)
    void largeScoresChooseOneValue(HalfProducts products) {
        TokenBatch batch = batch(19);
        float[] q = new float[19 * 16];
        Arrays.fill(q, 200);
        float[] kv = Halves.rounded(RandomValues.normal(1, 19 * 32, 1));
        for (int j = 0; j < 19; j++) {
            Arrays.fill(kv, j * 32, j * 32 + 16, j == 7 ? 200 : j % 2 == 0 ? 0 : -200);
        }
        float[] y = attend(products, batch, 1, RowSelection.all(batch), q, kv);
        for (int row = 0; row < 19; row++) {
            assertThat(Bits.of(y, row * 16, row * 16 + 16))
                    .isEqualTo(Bits.of(kv, 7 * 32 + 16, 7 * 32 + 32));
        }
    }
}
