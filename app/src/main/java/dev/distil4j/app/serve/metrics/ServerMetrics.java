package dev.distil4j.app.serve.metrics;

import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.queue.QueueListener;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The metrics of one server: those of its queues, its answers by route and status, its models, and the
 * process. Thread-safe; servers in one process share nothing.
 */
public final class ServerMetrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final ExpositionFormats formats = ExpositionFormats.init();
    private final QueueLimits limits;
    private final String version;
    private final QueueMetrics queues;
    private final Counter responses;
    private final Info models;

    /**
     * Metrics that have counted nothing.
     *
     * @param limits of all queues
     * @param version of this program
     */
    public ServerMetrics(QueueLimits limits, String version) {
        this.limits = limits;
        this.version = version;
        queues = new QueueMetrics(registry, limits.max_text_tokens());
        responses =
                Counter.builder()
                        .name("distil_http_requests_total")
                        .help("Answers, by route and status.")
                        .labelNames("route", "status")
                        .register(registry);
        models =
                Info.builder()
                        .name("distil_model_info")
                        .help("What the models run on.")
                        .labelNames("model", "backend", "kernels", "precision", "version")
                        .register(registry);
        process();
    }

    /** All that there is but what would listen to the JVM for ever, and what needs a flag of it. */
    private void process() {
        JvmBufferPoolMetrics.builder().register(registry);
        JvmClassLoadingMetrics.builder().register(registry);
        JvmCompilationMetrics.builder().register(registry);
        JvmGarbageCollectorMetrics.builder().register(registry);
        JvmMemoryMetrics.builder().register(registry);
        JvmRuntimeInfoMetric.builder().register(registry);
        JvmThreadsMetrics.builder().register(registry);
        ProcessMetrics.builder().register(registry);
    }

    /** Adds a model's series, and hears its queue. */
    public QueueListener listener(ModelFacts model) {
        models.addLabelValues(
                model.name(),
                model.info().backend(),
                model.info().kernels(),
                model.info().precision().optionName(),
                version);
        return new ModelMetrics(queues, model.name(), limits.max_client_batch_size());
    }

    /**
     * Counts an answer.
     *
     * @param route as the routes are written down, not as the client wrote it: there must be few
     * @param status of HTTP
     */
    public void responded(String route, int status) {
        responses.labelValues(route, Integer.toString(status)).inc();
    }

    /**
     * All metrics as they stand.
     *
     * @param accept what the scraper takes: OpenMetrics if it says so, else Prometheus' own text
     */
    public Exposition exposition(@Nullable String accept) {
        boolean openMetrics = accept != null && accept.contains("application/openmetrics-text");
        // Not the writer that the client library finds: it may be one that is not on the class
        // path.
        ExpositionFormatWriter writer =
                openMetrics
                        ? formats.getOpenMetricsTextFormatWriter()
                        : formats.getPrometheusTextFormatWriter();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try {
            writer.write(body, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Exposition(writer.getContentType(), body.toByteArray());
    }
}
