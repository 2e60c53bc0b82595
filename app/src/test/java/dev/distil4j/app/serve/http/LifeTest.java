package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.ClosedException;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Address;
import dev.distil4j.app.serve.ServerOptions.Tls;
import dev.distil4j.app.serve.task.ServedModel;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;

/** From listening over ready to the end. */
final class LifeTest {

    private static final String BODY = "{\"inputs\": \"a\"}";

    @TempDir private Path folder;

    @Test
    void itIsLiveAtOnceAndReadyWithItsModels() throws Exception {
        try (TestServer server = TestServer.listening(TestServer.options(), "classify")) {
            assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
            for (String path :
                    new String[] {
                        "/health/ready",
                        "/health",
                        "/ping",
                        "/",
                        "/v2/health/ready",
                        "/v2/models/classify/ready"
                    }) {
                assertThat(server.get(path).statusCode()).isEqualTo(503);
            }
            HttpResponse<String> early = server.post("/predict", BODY);
            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).contains("'classify' is not ready yet", "\"Unhealthy\"");
            assertThat(server.get("/info").statusCode()).isEqualTo(503);
            server.open("classify");
            assertThat(server.get("/health/ready").body()).isEqualTo("{\"ready\":true}");
            assertThat(server.post("/predict", BODY).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void whatIsOnItsWayComesToItsEnd() throws Exception {
        ServerOptions options = TestServer.options().grace(TestServer.HANGS);
        try (TestServer server = TestServer.of(options, "classify");
                Socket half = server.connect();
                Socket idle = server.connect()) {
            half.getOutputStream()
                    .write(
                            (TestServer.head("/predict", "Content-Length: " + BODY.length()) + "{")
                                    .getBytes(UTF_8));
            assertThat(TestServer.waitFor(() -> server.service.requests() == 1)).isTrue();
            FutureTask<Boolean> end = new FutureTask<>(server.service::end);
            Thread.ofVirtual().start(end);
            assertThat(TestServer.waitFor(() -> is(server, "/health/ready", 503))).isTrue();
            assertThat(is(server, "/health/live", 200)).isTrue();
            String late =
                    server.raw(
                            TestServer.head("/predict", "Content-Length: " + BODY.length()) + BODY);
            assertThat(late)
                    .startsWith("HTTP/1.1 503 ")
                    .contains("connection: close", "the server ends");
            half.getOutputStream().write(BODY.substring(1).getBytes(UTF_8));
            assertThat(TestServer.rest(half)).startsWith("HTTP/1.1 200 ");
            assertThat(TestServer.rest(idle)).isEmpty();
            assertThat(end.get()).isTrue();
        }
    }

    private static boolean is(TestServer server, String path, int status) {
        try {
            return server.get(path).statusCode() == status;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theGracePeriodEnds() throws Exception {
        ServerOptions options = TestServer.options().grace(Duration.ofMillis(50));
        try (TestServer server = TestServer.of(options, "classify");
                Socket half = server.connect()) {
            half.getOutputStream()
                    .write(TestServer.head("/predict", "Content-Length: 9").getBytes(UTF_8));
            assertThat(TestServer.waitFor(() -> server.service.requests() == 1)).isTrue();
            assertThat(server.service.end()).isFalse();
        }
    }

    @Test
    void nothingOfAnEndedServerIsLeft() throws Exception {
        try (TestServer server = TestServer.of(TestServer.options(), "classify")) {
            assertThat(server.post("/predict", BODY).statusCode()).isEqualTo(200);
            assertThat(threads()).contains("distil-model-classify", "distil-deadlines");
        }
        assertThat(TestServer.waitFor(() -> threads().isEmpty())).as("%s", threads()).isTrue();
    }

    @Test
    void modelsAreClosedWithItEvenIfTheyComeTooLate() {
        ServedModel served = TestServer.model("classify");
        ServedModel late = TestServer.model("classify");
        TestServer server = TestServer.listening(TestServer.options(), "classify");
        try (server) {
            server.service.open(List.of(served));
        }
        server.service.open(List.of(late));
        for (ServedModel model : List.of(served, late)) {
            assertThatThrownBy(model::warmUp).isInstanceOf(ClosedException.class);
        }
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("distil-.*|vert\\.x-eventloop.*|vert\\.x-acceptor.*"))
                .toList();
    }

    @Test
    void anAddressThatIsTakenIsOneSentence() {
        try (TestServer server = TestServer.listening(TestServer.options(), "a")) {
            Address taken = new Address("127.0.0.1", server.service.port(), null);
            assertThatThrownBy(() -> TestServer.listening(TestServer.options().at(taken), "a"))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("127.0.0.1:" + taken.port())
                    .hasMessageContaining("choose another with --host and --port");
        }
    }

    @Test
    void filesThatAreNoneAreNamed() throws Exception {
        Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
        Path absent = folder.resolve("absent.pem");
        assertThatThrownBy(() -> start(new Tls(absent, nonsense)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("absent.pem' can't be read");
        assertThatThrownBy(() -> start(new Tls(nonsense, nonsense)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nonsense.pem")
                .hasMessageContaining("PKCS #8");
        assertThatThrownBy(
                        () ->
                                TestServer.listening(
                                        TestServer.options()
                                                .logging(absent.resolve("x").toString()),
                                        "a"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("can't be written");
    }

    private static void start(Tls tls) {
        TestServer.listening(TestServer.options().at(new Address("127.0.0.1", 0, tls)), "a");
    }
}
