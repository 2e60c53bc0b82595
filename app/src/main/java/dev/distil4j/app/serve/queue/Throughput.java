package dev.distil4j.app.serve.queue;

/**
 * How fast a model has been of late: a moving average over its batches, in which each weighs as much
 * as it has tokens. So a row of small batches, which are slower for each token, says little about the
 * full ones that a queue is computed in.
 *
 * <p>Not thread-safe.
 */
final class Throughput {

    /** Full batches after which a measurement counts a third. */
    private static final double MEMORY = 8;

    private final double memory;
    private double tokens;
    private double seconds;

    Throughput(int max_batch_tokens) {
        memory = MEMORY * max_batch_tokens;
    }

    void computed(long batchTokens, long nanos) {
        double kept = Math.exp(-batchTokens / memory);
        tokens = kept * tokens + batchTokens;
        seconds = kept * seconds + nanos * 1e-9;
    }

    /** How long so many tokens will take; 0 as long as nothing was computed. */
    double seconds(long tokensToCome) {
        return tokens == 0 ? 0 : tokensToCome * seconds / tokens;
    }
}
