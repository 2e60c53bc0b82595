package dev.distil4j.app.serve.metrics;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/**
 * The metrics of the queues, all with a label {@code model}: names, labels and buckets are those of
 * text-embeddings-inference under another prefix.
 */
final class QueueMetrics {

    final PlainCounter requests;
    final PlainCounter successes;
    final PlainCounter failures;
    final PlainCounter predictions;
    final PlainCounter predicted;
    final PlainCounter embeddings;
    final PlainCounter embedded;
    final StageDurations requestDurations;
    final StageDurations predictDurations;
    final StageDurations embedDurations;
    final Histogram inputLength;
    final Histogram batchSize;
    final Histogram batchTokens;
    final Histogram batchDuration;
    final Gauge queueSize;

    QueueMetrics(PrometheusRegistry registry, long maxTextTokens) {
        requests =
                PlainCounter.register(
                        registry,
                        "distil_request_count",
                        "Requests that ended, of one input or of several.",
                        "model",
                        "method");
        successes =
                PlainCounter.register(
                        registry,
                        "distil_request_success",
                        "Requests that got their result.",
                        "model",
                        "method");
        failures =
                PlainCounter.register(
                        registry,
                        "distil_request_failure",
                        "Requests that got none, by the reason.",
                        "model",
                        "err");
        predictions =
                PlainCounter.register(
                        registry,
                        "distil_predict_count",
                        "Inputs to label, fill or answer.",
                        "model");
        predicted =
                PlainCounter.register(
                        registry,
                        "distil_predict_success",
                        "Inputs that were labelled, filled or answered.",
                        "model");
        embeddings =
                PlainCounter.register(
                        registry, "distil_embed_count", "Inputs to make vectors of.", "model");
        embedded =
                PlainCounter.register(
                        registry,
                        "distil_embed_success",
                        "Inputs that vectors were made of.",
                        "model");
        requestDurations = new StageDurations(registry, "distil_request", "a request");
        predictDurations =
                new StageDurations(
                        registry, "distil_predict", "a request to label, fill or answer");
        embedDurations = new StageDurations(registry, "distil_embed", "a request for vectors");
        inputLength =
                histogram(
                        registry,
                        "distil_request_input_length",
                        "Tokens of an input, before it is cut.",
                        Buckets.powersOfTwoUpTo(maxTextTokens));
        batchSize =
                histogram(
                        registry,
                        "distil_batch_next_size",
                        "Inputs that were computed together.",
                        Buckets.powersOfTwo(12));
        batchTokens =
                histogram(
                        registry,
                        "distil_batch_next_tokens",
                        "Tokens that were computed together.",
                        Buckets.powersOfTwo(20));
        batchDuration =
                histogram(
                        registry,
                        "distil_batch_duration_seconds",
                        "Seconds that a batch was computed.",
                        Buckets.durations());
        queueSize =
                Gauge.builder()
                        .name("distil_queue_size")
                        .help("Requests that wait.")
                        .labelNames("model")
                        .register(registry);
    }

    private static Histogram histogram(
            PrometheusRegistry registry, String name, String help, double[] bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames("model")
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }
}
