package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;

/**
 * What a warm call allocates, by its caller's thread: the answers and little more. Code that is not
 * yet compiled allocates a lot, so the least of many rounds counts.
 */
class AllocationTest {

    private static final long PER_CALL = 2 << 10;
    private static final long PER_TEXT = 512;
    private static final int MAX_ROUNDS = 100;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static TextClassifier classifier;

    @BeforeAll
    static void open() {
        classifier =
                Distil4J.textClassification(ModelSource.embedded(), Options.defaults().threads(2));
    }

    @AfterAll
    static void close() {
        classifier.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8})
    void aWarmCallAllocatesTwoKilobytesAndHalfAKilobyteForEachText(int texts) {
        long bound = PER_CALL + PER_TEXT * texts;
        List<String> inputs = Collections.nCopies(texts, "The film was dull, yet it moved me.");
        assertThat(least(inputs, 100, bound)).isLessThanOrEqualTo(bound);
    }

    @Test
    void aCallOfManyBatchesNeedsTheMemoryOfOne() {
        long bound = PER_CALL + PER_TEXT * 10_000;
        assertThat(least(Collections.nCopies(10_000, "dull"), 1, bound)).isLessThanOrEqualTo(bound);
    }

    /** Bytes that a call allocates, in the first round that holds the bound, or the best of many. */
    private static long least(List<String> inputs, int calls, long bound) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && least > bound; round++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int call = 0; call < calls; call++) {
                classifier.classifyAll(inputs);
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / calls);
        }
        return least;
    }
}
