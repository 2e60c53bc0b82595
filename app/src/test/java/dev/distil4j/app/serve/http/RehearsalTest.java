package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Access;
import dev.distil4j.app.serve.ServerOptions.Limits;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.task.ServedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

@Timeout(120)
class RehearsalTest {

    private static final ServerOptions OPTIONS =
            TestServer.options().warmingUp(Duration.ofMillis(600));

    @Test
    void everyTaskIsRehearsedWhateverItsServerAllows() throws Exception {
        List<ServedModel> models =
                Stream.of("classify", "zero-shot", "fill-mask", "answer", "tag", "embed")
                        .map(TestServer::model)
                        .toList();
        ServerOptions narrow =
                OPTIONS.within(new Limits(1, Duration.ofMillis(1), 1))
                        .queueing(new QueueLimits(1, 1, 1, 1, Duration.ofMillis(1)))
                        .admitting(new Access("opal", List.of()));
        Map<Integer, Integer> statuses = Rehearsal.of(models, narrow, () -> true);
        assertThat(statuses).containsOnlyKeys(200, 400);
        models.forEach(ServedModel::close);
    }

    @Test
    void modelsMayHaveAnyNames() throws Exception {
        try (ServedModel model = TestServer.model("classify", "50 % größer? #1")) {
            assertThat(Rehearsal.of(List.of(model), OPTIONS, () -> true))
                    .containsOnlyKeys(200, 400);
        }
    }

    @Test
    void itEndsWhenItIsNotWantedAnyMore() throws Exception {
        ServerOptions forever = TestServer.options().warmingUp(Duration.ofDays(1));
        var looks = new AtomicInteger();
        try (ServedModel model = TestServer.model("classify")) {
            assertThat(Rehearsal.of(List.of(model), forever, () -> looks.incrementAndGet() < 2))
                    .isNotEmpty();
        }
        assertThat(looks).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void nobodySeesIt(@TempDir Path folder) throws Exception {
        Path log = folder.resolve("access.jsonl");
        try (TestServer server = TestServer.of(OPTIONS.logging(log.toString()), "classify")) {
            assertThat(server.service.isReady()).isTrue();
            assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").body())
                    .contains("distil_request_count")
                    .doesNotContain("/models/{name}", "/tokenize");
            assertThat(server.post("/predict", "{\"inputs\": \"a\"}").statusCode()).isEqualTo(200);
        }
        assertThat(log).content().contains("/health/ready").doesNotContain("/tokenize");
    }

    @Test
    void aServerThatEndsMeanwhileDoesNotWaitForIt() throws Exception {
        ServerOptions forever = TestServer.options().warmingUp(Duration.ofDays(1));
        TestServer server = TestServer.listening(forever, "classify");
        Thread opening = Thread.startVirtualThread(() -> server.open("classify"));
        server.close();
        opening.join();
        assertThat(server.service.isReady()).isFalse();
    }
}
