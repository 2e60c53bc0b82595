package dev.distil4j.app.serve.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;

/**
 * A counter whose name has no suffix. What is of the type counter ends in {@code _total} in both text
 * formats, and dashboards would not find it under the name that text-embeddings-inference gave it: so
 * the type is told as unknown.
 */
final class PlainCounter implements Collector {

    private final Counter counter;
    private final String name;
    private final String help;

    private PlainCounter(String name, String help, String... labels) {
        this.name = name;
        this.help = help;
        counter = Counter.builder().name(name).labelNames(labels).build();
    }

    static PlainCounter register(
            PrometheusRegistry registry, String name, String help, String... labels) {
        PlainCounter counter = new PlainCounter(name, help, labels);
        registry.register(counter);
        return counter;
    }

    /** What counts for these values of the labels, from 0. */
    CounterDataPoint labelValues(String... values) {
        return counter.labelValues(values);
    }

    @Override
    public MetricSnapshot collect() {
        UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder().name(name).help(help);
        for (CounterSnapshot.CounterDataPointSnapshot point : counter.collect().getDataPoints()) {
            snapshot.dataPoint(
                    UnknownDataPointSnapshot.builder()
                            .labels(point.getLabels())
                            .value(point.getValue())
                            .build());
        }
        return snapshot.build();
    }
}
