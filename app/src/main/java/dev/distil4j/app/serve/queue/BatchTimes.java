package dev.distil4j.app.serve.queue;

/**
 * How long the batches of a model have taken of late: a part for each batch and a part for each token,
 * by least squares in which old batches count less and less. Small batches are slower for each token;
 * without the first part, a queue of small ones would seem slow, so let in few, and stay small.
 *
 * <p>Batches take more and less than that; how much more one will probably take at most is told from
 * the mean deviation, as TCP does for its packets (RFC 6298: four of them).
 *
 * <p>Not thread-safe.
 */
final class BatchTimes {

    /** Full batches after which a measurement counts a third. */
    private static final double MEMORY = 4;

    /** How much batches must differ, in parts of the mean, for a slope to be seen. */
    private static final double SPREAD = 0.1;

    private static final double DEVIATIONS = 4;

    private static final double LEAST_MARGIN = 0.4;
    private static final double LARGEST_MARGIN = 1;

    private final double memory;
    private double batches;
    private double tokens;
    private double seconds;
    private double tokensSquared;
    private double tokensBySeconds;
    private double deviations;

    BatchTimes(int max_batch_tokens) {
        memory = MEMORY * max_batch_tokens;
    }

    void computed(long batchTokens, long nanos) {
        double kept = Math.exp(-batchTokens / memory);
        double took = nanos * 1e-9;
        double expected = seconds(batchTokens, 1);
        double deviation = expected == 0 ? 0 : Math.abs(took / expected - 1);
        deviations = kept * deviations + deviation;
        batches = kept * batches + 1;
        tokens = kept * tokens + batchTokens;
        seconds = kept * seconds + took;
        tokensSquared = kept * tokensSquared + (double) batchTokens * batchTokens;
        tokensBySeconds = kept * tokensBySeconds + batchTokens * took;
    }

    /** How long so many tokens will take in so many batches; 0 as long as nothing was computed. */
    double seconds(long tokensToCome, long batchesToCome) {
        if (batches == 0) {
            return 0;
        }
        double each = perToken();
        return batchesToCome * perBatch(each) + tokensToCome * each;
    }

    /** The least time in which what takes {@code seconds} will almost surely be done. */
    double surely(double seconds) {
        return seconds * (1 + margin());
    }

    /** Tokens of a batch that is almost surely done in such a time; no bound without measurements. */
    long tokens(double allowed) {
        if (batches == 0) {
            return Long.MAX_VALUE;
        }
        double each = perToken();
        double left = allowed / (1 + margin()) - perBatch(each);
        if (left < 0) {
            return 0;
        }
        return each == 0 ? Long.MAX_VALUE : (long) (left / each);
    }

    private double margin() {
        double mean = batches == 0 ? 0 : deviations / batches;
        return Math.clamp(DEVIATIONS * mean, LEAST_MARGIN, LARGEST_MARGIN);
    }

    private double perBatch(double perToken) {
        return Math.max(0, (seconds - perToken * tokens) / batches);
    }

    /** The slope, between none and the one that leaves nothing for the batches themselves. */
    private double perToken() {
        double steepest = seconds / tokens;
        double mean = tokens / batches;
        double variance = tokensSquared / batches - mean * mean;
        if (variance < SPREAD * SPREAD * mean * mean) {
            return steepest;
        }
        double covariance = tokensBySeconds / batches - mean * seconds / batches;
        return Math.clamp(covariance / variance, 0, steepest);
    }
}
