package dev.distil4j.app.serve.metrics;

import dev.distil4j.app.serve.task.Timings;

import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Where the time of a kind of requests goes: four histograms in seconds, with a label {@code model}. */
final class StageDurations {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Histogram all;
    private final Histogram tokenization;
    private final Histogram queue;
    private final Histogram inference;

    /**
     * Registers the histograms.
     *
     * @param kind what their names begin with, such as {@code distil_request}
     * @param what is timed, as their help says it
     */
    StageDurations(PrometheusRegistry registry, String kind, String what) {
        all = histogram(registry, kind + "_duration", "Seconds from %s to the result.", what);
        tokenization =
                histogram(
                        registry,
                        kind + "_tokenization_duration",
                        "Seconds that the tokens of %s took to count.",
                        what);
        queue =
                histogram(
                        registry,
                        kind + "_queue_duration",
                        "Seconds that %s waited for the model.",
                        what);
        inference =
                histogram(
                        registry,
                        kind + "_inference_duration",
                        "Seconds that %s was computed, with what shared its batches.",
                        what);
    }

    private static Histogram histogram(
            PrometheusRegistry registry, String name, String help, String what) {
        return Histogram.builder()
                .name(name)
                .help(help.formatted(what))
                .labelNames("model")
                .classicOnly()
                .classicUpperBounds(Buckets.durations())
                .register(registry);
    }

    /** Those of one model. */
    Of of(String model) {
        return new Of(
                all.labelValues(model),
                tokenization.labelValues(model),
                queue.labelValues(model),
                inference.labelValues(model));
    }

    /** The series of one model. */
    record Of(
            DistributionDataPoint all,
            DistributionDataPoint tokenization,
            DistributionDataPoint queue,
            DistributionDataPoint inference) {

        void observe(Timings timings) {
            long nanos = timings.tokenization() + timings.queue() + timings.inference();
            all.observe(nanos / NANOS_PER_SECOND);
            tokenization.observe(timings.tokenization() / NANOS_PER_SECOND);
            queue.observe(timings.queue() / NANOS_PER_SECOND);
            inference.observe(timings.inference() / NANOS_PER_SECOND);
        }
    }
}
