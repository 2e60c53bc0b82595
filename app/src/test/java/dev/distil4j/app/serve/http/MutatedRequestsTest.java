package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Whatever is sent, the answer has a code that is meant for it, and comes; or the connection ends. */
final class MutatedRequestsTest {

    private static final int CLIENTS = 16;
    private static final String[] MODELS = {
        "classify", "fill-mask", "answer", "tag", "zero-shot", "embed"
    };
    private static final Set<Integer> BODY_CODES = Set.of(200, 400, 422);
    private static final Set<Integer> RAW_CODES =
            Set.of(100, 101, 200, 204, 302, 400, 404, 405, 408, 413, 414, 415, 422, 431);

    private static final List<String> BODIES =
            List.of(
                    "{\"inputs\": \"a film\"}",
                    "{\"inputs\": [[\"a\"], [\"a\", \"b\"]], \"truncate\": true}",
                    "{\"inputs\": \"A [MASK].\", \"parameters\": {\"top_k\": 3}}",
                    "{\"inputs\": {\"question\": \"Who?\", \"context\": \"A baker sleeps.\"}}",
                    "{\"inputs\": {\"input_string\": [\"a\", \"b\"]}, \"parameters\": {\"top_k\":"
                            + " 2}}",
                    "{\"input_data\": {\"columns\": [\"a\"], \"index\": [0], \"data\": [\"x\"]}}",
                    "{\"inputs\": \"x\", \"parameters\": {\"candidate_labels\": [\"a\", \"b\"]}}",
                    "{\"query\": \"a\", \"texts\": [\"b\", \"c\"]}",
                    "{\"input\": [\"a\", \"b\"], \"model\": \"m\", \"encoding_format\":"
                            + " \"base64\"}",
                    "{\"inputs\": [{\"name\": \"text\", \"datatype\": \"BYTES\", \"shape\": [2],"
                            + " \"data\": [\"a\", \"b\"]}]}",
                    "{\"dataframe_split\": {\"columns\": [\"text\"], \"data\": [[\"a\"]]}}");

    private static final List<String> PATHS =
            List.of(
                    "/",
                    "/predict",
                    "/score",
                    "/invocations",
                    "/tokenize",
                    "/models/fill-mask",
                    "/models/answer",
                    "/models/tag",
                    "/models/zero-shot",
                    "/models/embed",
                    "/models/embed/embed",
                    "/models/embed/similarity",
                    "/models/embed/v1/embeddings",
                    "/models/embed/rerank",
                    "/models/answer/score",
                    "/v2/models/classify/infer",
                    "/v2/models/embed/infer",
                    "/v2/models/answer/infer");

    private static final List<String> REQUESTS =
            List.of(
                    lines("GET /health HTTP/1.1", "Host: a", "Accept: text/html", "", ""),
                    lines("HEAD /info HTTP/1.1", "Host: a", "", ""),
                    lines("OPTIONS /predict HTTP/1.1", "Host: a", "Origin: http://a", "", ""),
                    lines(
                            "POST /predict HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Content-Length: 15",
                            "",
                            "{\"inputs\": \"a\"}"),
                    lines(
                            "POST /models/tag HTTP/1.1",
                            "Host: a",
                            "Content-Type: application/json",
                            "Transfer-Encoding: chunked",
                            "",
                            "8",
                            "{\"inputs",
                            "7",
                            "\": \"a\"}",
                            "0",
                            "",
                            ""),
                    lines(
                            "POST /v1/embeddings HTTP/1.0",
                            "Content-Type: application/json",
                            "Expect: 100-continue",
                            "Content-Length: 2",
                            "",
                            "{}"),
                    lines(
                            "GET / HTTP/1.1",
                            "Host: a",
                            "Connection: Upgrade, HTTP2-Settings",
                            "Upgrade: h2c",
                            "HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA",
                            "",
                            ""),
                    lines(
                            "GET /ui HTTP/1.1",
                            "Host: a",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: eA==",
                            "",
                            ""),
                    lines("PRI * HTTP/2.0", "", "SM", "", "") + "\0\0\0\u0004\0\0\0\0\0");

    private static TestServer server;

    /** Half a request holds up its client no longer than this one is patient. */
    private static TestServer impatient;

    private static String lines(String... lines) {
        return String.join("\r\n", lines);
    }

    @BeforeAll
    static void start() {
        server = TestServer.of(TestServer.within(10_000, TestServer.HANGS, 200), MODELS);
        impatient = TestServer.of(TestServer.within(10_000, Duration.ofMillis(400), 200), MODELS);
    }

    @AfterAll
    static void stop() {
        server.close();
        impatient.close();
    }

    @Test
    void someBodies() throws Exception {
        forAll(600, MutatedRequestsTest::post);
    }

    @Test
    @Tag("data")
    void manyBodies() throws Exception {
        forAll(Integer.getInteger("distil4j.mutated.bodies", 100_000), MutatedRequestsTest::post);
    }

    @Test
    void someRequests() throws Exception {
        forAll(300, MutatedRequestsTest::send);
    }

    @Test
    @Tag("data")
    void manyRequests() throws Exception {
        forAll(Integer.getInteger("distil4j.mutated.requests", 20_000), MutatedRequestsTest::send);
    }

    private static void forAll(int count, IntConsumer attempt) throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<?>> results =
                    IntStream.range(0, CLIENTS)
                            .<Future<?>>mapToObj(
                                    first ->
                                            clients.submit(
                                                    () -> {
                                                        for (int i = first;
                                                                i < count;
                                                                i += CLIENTS) {
                                                            attempt.accept(i);
                                                        }
                                                    }))
                            .toList();
            for (Future<?> result : results) {
                result.get();
            }
        }
        for (TestServer each : List.of(server, impatient)) {
            assertThat(TestServer.waitFor(() -> each.service.requests() == 0)).isTrue();
            assertThat(each.get("/health/ready").statusCode()).isEqualTo(200);
        }
        assertThat(server.post("/predict", "{\"inputs\": \"a\"}").statusCode()).isEqualTo(200);
    }

    private static void post(int number) {
        String body = new Mutation(number).of(BODIES);
        String path = PATHS.get(number % PATHS.size());
        try {
            HttpResponse<String> response = server.post(path, body);
            assertThat(response.statusCode())
                    .as("%d: %s %s gets %s", number, path, body, response.body())
                    .isIn(BODY_CODES);
        } catch (Exception e) {
            throw new AssertionError("%d: %s %s".formatted(number, path, body), e);
        }
    }

    private static void send(int number) {
        String request = new Mutation(number).of(REQUESTS);
        try (Socket socket = impatient.connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            int status = status(new BufferedInputStream(socket.getInputStream()));
            assertThat(status).as("%d: %s", number, request).isIn(RAW_CODES);
        } catch (SocketTimeoutException hung) {
            throw new AssertionError("%d hangs: %s".formatted(number, request), hung);
        } catch (IOException ended) {
            // Cut off, which is an answer to what is none of HTTP.
        }
    }

    /** Of the first answer; 400 if the connection ends without one, or speaks HTTP/2. */
    private static int status(InputStream in) throws IOException {
        String line = new String(in.readNBytes(12), ISO_8859_1);
        return line.matches("HTTP/\\d\\.\\d \\d{3}") ? Integer.parseInt(line.substring(9)) : 400;
    }
}
