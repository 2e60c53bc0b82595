package dev.distil4j.app.serve.queue;

import java.time.Duration;

/**
 * How much a queue takes.
 *
 * @param max_client_batch_size inputs of a request
 * @param max_batch_tokens of inputs that are computed together, unless a single one has more
 * @param max_text_tokens of an input that is computed in windows
 * @param max_queued_requests that wait
 * @param timeout from the submission of a request to its response
 */
public record QueueLimits(
        int max_client_batch_size,
        int max_batch_tokens,
        long max_text_tokens,
        int max_queued_requests,
        Duration timeout) {

    public QueueLimits {
        atLeastOne("max_client_batch_size", max_client_batch_size);
        atLeastOne("max_batch_tokens", max_batch_tokens);
        atLeastOne("max_text_tokens", max_text_tokens);
        atLeastOne("max_queued_requests", max_queued_requests);
        atLeastOne("timeout in milliseconds", timeout.toMillis());
    }

    /** 1,024 inputs, batches of 256 tokens, 16,384 in windows, 512 requests, 30 seconds. */
    public static QueueLimits defaults() {
        return new QueueLimits(1024, 256, 16_384, 512, Duration.ofSeconds(30));
    }

    private static void atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; give 1 or more".formatted(name, value));
        }
    }
}
