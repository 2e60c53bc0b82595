package dev.distil4j.app.serve.metrics;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.queue.QueueListener;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.Timings;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.datapoints.GaugeDataPoint;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The series of one model, looked up once: what its queue tells is counted without a search. */
final class ModelMetrics implements QueueListener {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int maxInputs;
    private final Counts single;
    private final Counts batch;
    private final Map<ErrorType, CounterDataPoint> failures = new EnumMap<>(ErrorType.class);
    private final CounterDataPoint tooManyInputs;
    private final CounterDataPoint dropped;
    private final StageDurations.Of durations;
    private final Counts predictions;
    private final Counts embeddings;
    private final StageDurations.Of predictDurations;
    private final StageDurations.Of embedDurations;
    private final DistributionDataPoint inputLength;
    private final DistributionDataPoint batchSize;
    private final DistributionDataPoint batchTokens;
    private final DistributionDataPoint batchDuration;
    private final GaugeDataPoint queueSize;

    private record Counts(CounterDataPoint all, CounterDataPoint successes) {
        static Counts of(PlainCounter all, PlainCounter successes, String... labels) {
            return new Counts(all.labelValues(labels), successes.labelValues(labels));
        }
    }

    /**
     * Looks the series up, so that all are there from the start.
     *
     * @param maxInputs of a request: one that was refused with more had too many
     */
    ModelMetrics(QueueMetrics metrics, String model, int maxInputs) {
        this.maxInputs = maxInputs;
        single = Counts.of(metrics.requests, metrics.successes, model, "single");
        batch = Counts.of(metrics.requests, metrics.successes, model, "batch");
        for (ErrorType type : ErrorType.values()) {
            failures.put(type, metrics.failures.labelValues(model, label(type)));
        }
        tooManyInputs = metrics.failures.labelValues(model, "batch_size");
        dropped = metrics.failures.labelValues(model, "dropped");
        durations = metrics.requestDurations.of(model);
        predictions = Counts.of(metrics.predictions, metrics.predicted, model);
        embeddings = Counts.of(metrics.embeddings, metrics.embedded, model);
        predictDurations = metrics.predictDurations.of(model);
        embedDurations = metrics.embedDurations.of(model);
        inputLength = metrics.inputLength.labelValues(model);
        batchSize = metrics.batchSize.labelValues(model);
        batchTokens = metrics.batchTokens.labelValues(model);
        batchDuration = metrics.batchDuration.labelValues(model);
        queueSize = metrics.queueSize.labelValues(model);
    }

    /** The {@code err} of a failure; the last two are ours alone. */
    private static String label(ErrorType type) {
        return switch (type) {
            case TOKENIZER -> "tokenization";
            case OVERLOADED -> "overloaded";
            case BACKEND -> "inference";
            case TIMEOUT -> "timeout";
            case UNHEALTHY -> "unhealthy";
            default -> "validation";
        };
    }

    private static boolean embeds(ServedTask task) {
        return task == ServedTask.SENTENCE_EMBEDDING || task == ServedTask.FEATURE_EXTRACTION;
    }

    @Override
    public void admitted(ServedTask task, List<Long> tokens) {
        tokens.forEach(length -> inputLength.observe(length.doubleValue()));
    }

    @Override
    public void answered(ServedTask task, int inputs, Timings timings) {
        ended(task, inputs);
        method(inputs).successes.inc();
        kind(task).successes.inc(inputs);
        durations.observe(timings);
        (embeds(task) ? embedDurations : predictDurations).observe(timings);
    }

    @Override
    public void failed(ServedTask task, int inputs, ErrorType type) {
        ended(task, inputs);
        boolean tooMany = type == ErrorType.VALIDATION && inputs > maxInputs;
        (tooMany ? tooManyInputs : Objects.requireNonNull(failures.get(type))).inc();
    }

    @Override
    public void cancelled(ServedTask task, int inputs) {
        ended(task, inputs);
        dropped.inc();
    }

    @Override
    public void computed(int inputs, long tokens, long nanos) {
        batchSize.observe(inputs);
        batchTokens.observe((double) tokens);
        batchDuration.observe(nanos / NANOS_PER_SECOND);
    }

    @Override
    public void waiting(int requests) {
        queueSize.set(requests);
    }

    private void ended(ServedTask task, int inputs) {
        method(inputs).all.inc();
        kind(task).all.inc(inputs);
    }

    private Counts method(int inputs) {
        return inputs == 1 ? single : batch;
    }

    private Counts kind(ServedTask task) {
        return embeds(task) ? embeddings : predictions;
    }
}
