package dev.distil4j.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.kernels.TokenBatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The work of six layers of dimension 768 and 3,072, counted by hand, layer by layer: over sequences
 * of 3 and 5 tokens the five whole layers have 8 rows, the last has 8 of keys and values, and 2 else.
 */
final class ForwardWorkTest {

    private static final TokenBatch BATCH = new TokenBatch(new int[8], null, new int[] {0, 3, 8});

    @Test
    void productsMultiplyAndAddOnceForEachWeightAndRow() {
        double square = 768 * 768;
        double wide = 768 * 3072;
        double whole = 8 * (4 * square + 2 * wide); // q, k, v, out; lin1, lin2
        double last = 8 * 2 * square + 2 * (2 * square + 2 * wide);
        double head = 2 * (square + 768 * 2);
        double flop = ForwardWork.of(BATCH, 4).flop("linear");
        assertThat(flop).isEqualTo(2 * (5 * whole + last + head));
    }

    /** A score and its share of a value take a multiplication and an addition for each column. */
    @Test
    void attentionPairsTheTokensOfASequenceAlone() {
        double whole = 4 * 768 * (3 * 3 + 5 * 5);
        double last = 4 * 768 * (1 * 3 + 1 * 5);
        double flop = ForwardWork.of(BATCH, 4).flop("attention");
        assertThat(flop).isEqualTo(5 * whole + last);
    }

    @Test
    void productsReadWeightsAndRowsAndWriteRows() {
        double weights = 6 * (4 * 768 * 768 + 2 * 768 * 3072) + 768 * 768;
        double queries = 768 + 768;
        double keysAndValues = 768 + 2 * 768;
        double out = 768 + 768;
        double hidden = 768 + 3072 + 3072 + 768;
        double whole = 8 * (queries + keysAndValues + out + hidden);
        double last = 8 * keysAndValues + 2 * (queries + out + hidden);
        double bytes = ForwardWork.of(BATCH, 4).bytes("linear");
        assertThat(bytes).isEqualTo(4 * (weights + 5 * whole + last));
    }

    @Test
    void theOtherKernelsReadAndWriteRows() {
        ForwardWork work = ForwardWork.of(BATCH, 4);
        double wholeAttention = 8 * (1 + 2 + 1) * 768; // q, keys and values, result
        double lastAttention = (2 * (1 + 1) + 8 * 2) * 768;
        assertThat(work.bytes("attention")).isEqualTo(4 * (5 * wholeAttention + lastAttention));
        assertThat(work.bytes("add_norm")).isEqualTo(4 * 2 * (5 * 8 + 2) * 3 * 768);
        assertThat(work.bytes("embed")).isEqualTo(4 * 8 * 3 * 768); // word, position, result
        assertThat(work.bytes("gather")).isEqualTo(4 * 2 * 2 * 768);
        assertThat(work.flop("add_norm")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"linear_mma, linear", "attention_mma, attention"})
    void tensorCoresDoTheSameInHalfTheBytes(String kernel, String portable) {
        ForwardWork floats = ForwardWork.of(BATCH, 4);
        ForwardWork halves = ForwardWork.of(BATCH, 2);
        assertThat(halves.flop(kernel)).isEqualTo(floats.flop(portable)).isPositive();
        assertThat(halves.bytes(kernel)).isEqualTo(floats.bytes(portable) / 2).isPositive();
    }

    /** Of the last layer's products a sixth, keys and values, are made of every row. */
    @Test
    void theLastLayerCostsASixthOfAWholeOne() {
        TokenBatch batch = DeviceWorkload.of("128x128", null).packed().getFirst();
        ForwardWork work = ForwardWork.of(batch, 4);
        double everyRow = 2.0 * 128 * 128 * 6 * (4 * 768 * 768 + 2 * 768 * 3072);
        assertThat(work.flop("linear") / everyRow).isCloseTo(0.86, within(0.01));
    }
}
