package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A line for each request, as soon as it is over. */
final class AccessLogTest {

    @TempDir private Path folder;
    private Path log;
    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        log = Files.writeString(folder.resolve("access.log"), "of another day\n");
        server = TestServer.of(TestServer.options().logging(log.toString()), "classify", "embed");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The only line that the server has written, once it has. */
    private String line() throws InterruptedException {
        assertThat(TestServer.waitFor(() -> lines().size() == 2)).isTrue();
        assertThat(lines().getFirst()).isEqualTo("of another day");
        return lines().getLast();
    }

    @Test
    void whoAsksAModelIsToldWithItsTextsAndTokensButWithoutTheTexts() throws Exception {
        server.post("/predict?a=secret", "{\"inputs\": [[\"a\"], [\"secret\"]]}");
        assertThat(line())
                .matches(
                        "\\{\"time\":\"[^\"]+Z\",\"client\":\"127.0.0.1\",\"method\":\"POST\","
                                + "\"path\":\"/predict\",\"status\":200,\"bytes\":\\d\\d+,"
                                + "\"ms\":\\d+\\.\\d{3},\"model\":\"classify\",\"texts\":2,"
                                + "\"tokens\":[1-9]\\d*}")
                .doesNotContain("secret");
    }

    @Test
    void whoAsksForAPageIsToldWithoutAModel() throws Exception {
        server.get("/health/live?a=secret");
        assertThat(line())
                .matches(
                        ".*\"method\":\"GET\",\"path\":\"/health/live\",\"status\":200,"
                                + "\"bytes\":13,\"ms\":[^,]+}");
    }

    @Test
    void theModelIsTheOneThatTheBodyNames() throws Exception {
        server.post("/v1/embeddings", "{\"input\": \"a\", \"model\": \"embed\"}");
        assertThat(line()).contains("\"model\":\"embed\",\"texts\":1,");
    }

    @Test
    void textsThatAreOnlyCutIntoTokensCountToo() throws Exception {
        server.post("/tokenize", "{\"inputs\": [\"a\", \"b\", \"c\"]}");
        assertThat(line()).endsWith("\"model\":\"classify\",\"texts\":3,\"tokens\":0}");
    }

    @Test
    void whoGoesBeforeTheAnswerHasAStatusToo() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write(
                            (TestServer.head("/predict", "Content-Length: 9") + "{")
                                    .getBytes(UTF_8));
            assertThat(TestServer.waitFor(() -> server.service.requests() == 1)).isTrue();
        }
        assertThat(line()).contains("\"status\":499,\"bytes\":0,");
    }

    @Test
    void whatIsNoHttpHasALineToo() throws Exception {
        server.raw("nonsense\r\n\r\n");
        assertThat(line()).contains("\"status\":400,");
    }

    @Test
    void allLinesAreThereWhenTheServerHasEnded() throws Exception {
        for (int i = 0; i < 100; i++) {
            server.get("/health/live");
        }
        server.close();
        assertThat(lines()).hasSize(101).last().asString().endsWith("}");
    }
}
