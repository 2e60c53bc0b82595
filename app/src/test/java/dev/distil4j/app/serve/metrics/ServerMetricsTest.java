package dev.distil4j.app.serve.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.queue.QueueListener;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.Timings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class ServerMetricsTest {

    private static final long MILLIS = 1_000_000;

    private final ServerMetrics metrics = new ServerMetrics(QueueLimits.defaults(), "1.2");
    private final QueueListener queue = metrics.listener(Facts.classifier("sst2"));

    private List<String> scrape() {
        return new String(metrics.exposition(null).body(), UTF_8).lines().toList();
    }

    private static Timings timings(long tokenization, long queue, long inference) {
        return new Timings(tokenization * MILLIS, queue * MILLIS, inference * MILLIS);
    }

    @Test
    void requestsOfOneInputAndOfSeveralAreCountedApart() {
        queue.answered(ServedTask.TEXT_CLASSIFICATION, 1, timings(1, 2, 4));
        queue.answered(ServedTask.TEXT_CLASSIFICATION, 3, timings(1, 2, 4));
        queue.failed(ServedTask.TEXT_CLASSIFICATION, 3, ErrorType.BACKEND);
        queue.cancelled(ServedTask.TEXT_CLASSIFICATION, 1);
        assertThat(scrape())
                .contains(
                        "distil_request_count{method=\"single\",model=\"sst2\"} 2.0",
                        "distil_request_count{method=\"batch\",model=\"sst2\"} 2.0",
                        "distil_request_success{method=\"single\",model=\"sst2\"} 1.0",
                        "distil_request_success{method=\"batch\",model=\"sst2\"} 1.0",
                        "distil_request_failure{err=\"inference\",model=\"sst2\"} 1.0",
                        "distil_request_failure{err=\"dropped\",model=\"sst2\"} 1.0",
                        "distil_predict_count{model=\"sst2\"} 8.0",
                        "distil_predict_success{model=\"sst2\"} 4.0",
                        "distil_embed_count{model=\"sst2\"} 0.0");
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATION,1,validation",
        "VALIDATION,1024,validation",
        "VALIDATION,1025,batch_size",
        "EMPTY,0,validation",
        "TOKENIZER,1,tokenization",
        "OVERLOADED,1,overloaded",
        "BACKEND,2000,inference",
        "TIMEOUT,1,timeout",
        "UNHEALTHY,1,unhealthy"
    })
    void aFailureIsCountedUnderItsReasonAndUnderNoOther(ErrorType type, int inputs, String err) {
        queue.failed(ServedTask.TEXT_CLASSIFICATION, inputs, type);
        assertThat(scrape())
                .filteredOn(line -> line.startsWith("distil_request_failure{"))
                .filteredOn(line -> line.endsWith(" 1.0"))
                .containsExactly("distil_request_failure{err=\"" + err + "\",model=\"sst2\"} 1.0");
    }

    @Test
    void whereTheTimeWentIsCountedInSeconds() {
        queue.answered(ServedTask.TEXT_CLASSIFICATION, 1, timings(1, 20, 300));
        assertThat(scrape())
                .contains(
                        "distil_request_duration_sum{model=\"sst2\"} 0.321",
                        "distil_request_tokenization_duration_sum{model=\"sst2\"} 0.001",
                        "distil_request_queue_duration_sum{model=\"sst2\"} 0.02",
                        "distil_request_inference_duration_sum{model=\"sst2\"} 0.3",
                        "distil_predict_duration_count{model=\"sst2\"} 1",
                        "distil_predict_inference_duration_sum{model=\"sst2\"} 0.3",
                        "distil_embed_duration_count{model=\"sst2\"} 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SENTENCE_EMBEDDING", "FEATURE_EXTRACTION"})
    void vectorsAreCountedAsEmbeddings(ServedTask task) {
        queue.answered(task, 2, timings(1, 1, 1));
        assertThat(scrape())
                .contains(
                        "distil_embed_count{model=\"sst2\"} 2.0",
                        "distil_embed_success{model=\"sst2\"} 2.0",
                        "distil_embed_duration_count{model=\"sst2\"} 1",
                        "distil_predict_count{model=\"sst2\"} 0.0",
                        "distil_predict_duration_count{model=\"sst2\"} 0");
    }

    @Test
    void batchesAndWhatWaitsAreSeen() {
        queue.admitted(ServedTask.TEXT_CLASSIFICATION, List.of(3L, 600L));
        queue.computed(5, 100, 7 * MILLIS);
        queue.waiting(9);
        queue.waiting(4);
        assertThat(scrape())
                .contains(
                        "distil_request_input_length_bucket{model=\"sst2\",le=\"2.0\"} 0",
                        "distil_request_input_length_bucket{model=\"sst2\",le=\"4.0\"} 1",
                        "distil_request_input_length_bucket{model=\"sst2\",le=\"16384.0\"} 2",
                        "distil_batch_next_size_bucket{model=\"sst2\",le=\"4.0\"} 0",
                        "distil_batch_next_size_bucket{model=\"sst2\",le=\"8.0\"} 1",
                        "distil_batch_next_tokens_sum{model=\"sst2\"} 100.0",
                        "distil_batch_duration_seconds_sum{model=\"sst2\"} 0.007",
                        "distil_queue_size{model=\"sst2\"} 4.0");
    }

    @Test
    void bucketsLieWhereTextEmbeddingsInferenceHasThem() {
        assertThat(Buckets.durations())
                .hasSize(35)
                .startsWith(1.5e-5, 2.25e-5, 3.375e-5)
                .endsWith(14.5611);
        assertThat(Buckets.powersOfTwo(12)).hasSize(13).startsWith(1, 2, 4).endsWith(4096);
        assertThat(Buckets.powersOfTwo(20)).hasSize(21).endsWith(1_048_576);
        assertThat(Buckets.powersOfTwoUpTo(511)).endsWith(128, 256);
        assertThat(Buckets.powersOfTwoUpTo(512)).endsWith(256, 512);
        assertThat(Buckets.powersOfTwoUpTo(1)).containsExactly(1);
    }

    @Test
    void answersAreCountedByRouteAndStatus() {
        metrics.responded("/predict", 200);
        metrics.responded("/predict", 200);
        metrics.responded("/predict", 429);
        assertThat(scrape())
                .contains(
                        "distil_http_requests_total{route=\"/predict\",status=\"200\"} 2.0",
                        "distil_http_requests_total{route=\"/predict\",status=\"429\"} 1.0");
    }

    @Test
    void modelsTellWhatTheyRunOn() {
        metrics.listener(Facts.embedder("org/embedder"));
        assertThat(scrape())
                .contains(
                        "distil_model_info{backend=\"scalar\",kernels=\"plain"
                                + " loops\",model=\"sst2\",precision=\"f32\",version=\"1.2\"} 1",
                        "distil_model_info{backend=\"scalar\",kernels=\"plain"
                            + " loops\",model=\"org/embedder\",precision=\"f16\",version=\"1.2\"}"
                            + " 1",
                        "distil_queue_size{model=\"org/embedder\"} 0.0");
    }

    @Test
    void theJvmAndTheProcessAreSeen() {
        assertThat(scrape())
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                .anyMatch(line -> line.startsWith("jvm_gc_collection_seconds_count{"))
                .anyMatch(line -> line.startsWith("jvm_threads_current "))
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "));
    }

    @Test
    void serversShareNothing() {
        metrics.responded("/predict", 200);
        ServerMetrics other = new ServerMetrics(QueueLimits.defaults(), "1.2");
        assertThat(new String(other.exposition(null).body(), UTF_8))
                .doesNotContain("distil_http_requests_total{");
    }

    @Test
    void theFormatIsTheOneThatIsAccepted() {
        queue.answered(ServedTask.TEXT_CLASSIFICATION, 1, timings(1, 1, 1));
        String prometheus =
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                    + "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;q=0.5,"
                    + "text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
        Exposition openMetrics = metrics.exposition(prometheus);
        assertThat(openMetrics.contentType())
                .isEqualTo("application/openmetrics-text; version=1.0.0; charset=utf-8");
        assertThat(new String(openMetrics.body(), UTF_8))
                .contains("# TYPE distil_request_count unknown\n")
                .contains("\ndistil_request_count{method=\"single\",model=\"sst2\"} 1.0\n")
                .endsWith("# EOF\n");
        assertThat(List.of("*/*", "text/plain", "text/html,*/*;q=0.8"))
                .allSatisfy(
                        accept ->
                                assertThat(metrics.exposition(accept).contentType())
                                        .isEqualTo("text/plain; version=0.0.4; charset=utf-8"));
        assertThat(scrape()).contains("# TYPE distil_request_count untyped");
    }
}
