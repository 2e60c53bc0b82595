package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.serve.ServerOptions;
import dev.distil4j.app.serve.ServerOptions.Access;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.task.ServedModel;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What goes beyond a limit is refused with its code and one sentence. */
final class LimitsTest {

    private static final int MAX_BODY = 20_000;
    private static TestServer server;

    @BeforeAll
    static void start() {
        ServerOptions options =
                TestServer.within(MAX_BODY, Duration.ofSeconds(30), 100)
                        .queueing(new QueueLimits(3, 64, 100, 8, Duration.ofSeconds(30)));
        server = TestServer.of(options, "classify", "answer");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String text(int bytes) {
        return "{\"inputs\": \"%s\"}".formatted("a ".repeat(bytes / 2));
    }

    private static HttpResponse<String> post(BodyPublisher body, String... headers)
            throws Exception {
        return server.send(HttpRequest.newBuilder(server.uri("/predict")).POST(body), headers);
    }

    @Test
    void aBodyThatIsAnnouncedTooLargeIsNotRead() throws Exception {
        String response =
                server.raw(TestServer.head("/predict", "Content-Length: " + (MAX_BODY + 1)));
        assertThat(response)
                .startsWith("HTTP/1.1 413 ")
                .contains("connection: close")
                .endsWith(
                        "{\"error\":\"the body has more than 20,000 bytes; send fewer texts at"
                                + " once\",\"error_type\":\"PayloadTooLarge\"}");
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsCutOff() throws Exception {
        HttpResponse<String> response =
                post(
                        BodyPublishers.fromPublisher(BodyPublishers.ofString(text(10 * MAX_BODY))),
                        "content-type",
                        "application/json");
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void aBodyThatIsJustSmallEnoughIsRead() throws Exception {
        String frame = "{\"inputs\": \"\", \"truncate\": true}";
        String body =
                "{\"inputs\": \"%s\", \"truncate\": true}"
                        .formatted("a".repeat(MAX_BODY - frame.length()));
        assertThat(body).hasSize(MAX_BODY);
        assertThat(server.post("/predict", body).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "application/json; charset=latin-1",
                "application/octet-stream"
            })
    void anotherTypeIsRefusedWithTheRightOne(String type) throws Exception {
        HttpResponse<String> response = post(BodyPublishers.ofString("{}"), "content-type", type);
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.body()).contains(type, "send JSON in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON; charset=UTF-8",
                "application/json;charset=\"utf-8\""
            })
    void jsonInUtf8MayBeSaidInSeveralWays(String type) throws Exception {
        HttpResponse<String> response =
                post(
                        BodyPublishers.ofString("{\"inputs\": \"a\"}"),
                        "content-type",
                        type,
                        "content-encoding",
                        "identity");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void noTypeAndPackedBodiesAreRefused() throws Exception {
        String untyped =
                String.join(
                        "\r\n", "POST /predict HTTP/1.1", "Host: a", "Connection: close", "", "");
        assertThat(server.raw(untyped)).startsWith("HTTP/1.1 415 ");
        HttpResponse<String> packed = server.post("/predict", "{}", "content-encoding", "gzip");
        assertThat(packed.statusCode()).isEqualTo(415);
        assertThat(packed.body()).contains("'gzip'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | the body is empty",
                "{ | Unexpected end-of-input",
                "{\"inputs\": \"a\"} {} | Trailing token",
                "{\"inputs\": \"a\", \"inputs\": \"b\"} | Duplicate",
                "{'inputs': 'a'} | Unexpected character",
                "{\"inputs\": NaN} | NaN",
            })
    void whatIsNoJsonIsRefusedWithItsPlace(String body, String reason) throws Exception {
        HttpResponse<String> response = server.post("/predict", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body())
                .contains(reason, "\"error_type\":\"BadRequest\"")
                .doesNotContain("Source");
    }

    @Test
    void nestingIsLimited() throws Exception {
        HttpResponse<String> response = server.post("/predict", "[".repeat(65));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("nesting depth");
        assertThat(server.post("/predict", "[".repeat(64) + "]".repeat(64)).statusCode())
                .isEqualTo(422);
    }

    @Test
    void numbersHaveNoMoreDigitsThanAnybodyNeeds() throws Exception {
        HttpResponse<String> response = server.post("/predict", "9".repeat(101));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(server.post("/predict", "9".repeat(100)).statusCode()).isEqualTo(422);
    }

    @Test
    void thePlaceIsToldButNotTheText() throws Exception {
        assertThat(server.post("/predict", "{\"inputs\":\n  'secret'}").body())
                .contains("(line 2, column 3)")
                .doesNotContain("secret", "Source");
        String body = server.post("/predict", "n".repeat(5000)).body();
        assertThat(body).contains("… (line 1, column ").hasSizeLessThan(400);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() throws Exception {
        HttpResponse<String> response =
                post(
                        BodyPublishers.ofByteArray(new byte[] {'"', -1, '"'}),
                        "content-type",
                        "application/json");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("the body is no UTF-8");
    }

    @Test
    void tooManyTextsAreRefused() throws Exception {
        HttpResponse<String> response =
                server.post("/predict", "{\"inputs\": [[\"a\"], [\"b\"], [\"c\"], [\"d\"]]}");
        assertThat(response.statusCode()).isEqualTo(422);
        HttpResponse<String> tokens =
                server.post("/tokenize", "{\"inputs\": [\"a\", \"b\", \"c\", \"d\"]}");
        assertThat(tokens.statusCode()).isEqualTo(422);
    }

    @Test
    void soManyTextsAreNotTooMany() throws Exception {
        for (String path : new String[] {"/predict", "/tokenize"}) {
            String texts =
                    path.equals("/predict") ? "[\"a\"], [\"b\"], [\"c\"]" : "\"a\", \"b\", \"c\"";
            assertThat(server.post(path, "{\"inputs\": [%s]}".formatted(texts)).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTextThatIsTooLongIsRefusedUnlessItMayBeCut() throws Exception {
        HttpResponse<String> response = server.post("/predict", text(9000));
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(response.body()).contains("Tokenizer", "truncate");
        String windowed =
                "{\"inputs\": {\"question\": \"a\", \"context\": \"%s\"}}"
                        .formatted("b ".repeat(200));
        assertThat(server.post("/models/answer", windowed).statusCode()).isEqualTo(422);
    }

    @Test
    void nothingToComputeIsRefused() throws Exception {
        HttpResponse<String> response = server.post("/predict", "{\"inputs\": []}");
        assertThat(response.statusCode()).isIn(400, 422);
    }

    @Test
    void linesAndHeadersHaveALength() throws Exception {
        String line = "GET /%s HTTP/1.1\r\nHost: a\r\n\r\n".formatted("a".repeat(5000));
        assertThat(server.raw(line)).contains(" 414 ").endsWith("\"UriTooLong\"}");
        String header = "GET / HTTP/1.1\r\nHost: a\r\nX: %s\r\n\r\n".formatted("a".repeat(20_000));
        assertThat(server.raw(header)).contains(" 431 ").endsWith("\"HeadersTooLarge\"}");
        assertThat(server.get("/health/live", "x", "a".repeat(16_000)).statusCode()).isEqualTo(200);
        assertThat(server.get("/health/live?" + "a".repeat(4000)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/1.1\r\nno colon\r\n\r\n",
                "\u0001\u0002\r\n\r\n",
                "POST /predict HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
                "POST /predict HTTP/1.1\r\nContent-Length: many\r\n\r\n",
                "POST /predict HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /predict HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
            })
    void whatIsNoHttpIsRefusedAndTheConnectionEnds(String request) throws Exception {
        assertThat(server.raw(request))
                .matches("(?s)HTTP/1.[01] 400 .*connection: close.*\"error_type\":\"BadRequest\"}");
    }

    @Test
    void anotherVersionOfHttpIsRefused() throws Exception {
        assertThat(server.raw("GET / HTTP/3.7\r\nHost: a\r\n\r\n"))
                .contains(" 400 ", "\"BadRequest\"}");
    }

    @Test
    void whoAsksBeforeSendingIsAnswered() throws Exception {
        String body = "{\"inputs\": \"a\"}";
        try (var socket = server.connect()) {
            socket.getOutputStream()
                    .write(
                            TestServer.head(
                                            "/predict",
                                            "Expect: 100-continue",
                                            "Connection: close",
                                            "Content-Length: " + body.length())
                                    .getBytes(UTF_8));
            byte[] first = socket.getInputStream().readNBytes(25);
            assertThat(new String(first, UTF_8)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            socket.getOutputStream().write(body.getBytes(UTF_8));
            assertThat(TestServer.rest(socket)).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void whoSendsTooMuchMaySendItAllAndThenReadWhy() throws Exception {
        byte[] some = new byte[50 * MAX_BODY];
        try (var socket = server.connect()) {
            String head = TestServer.head("/predict", "Content-Length: " + 2 * some.length);
            socket.getOutputStream().write(head.getBytes(UTF_8));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            socket.getOutputStream().write(some);
            socket.getOutputStream().write(some);
            assertThat(TestServer.rest(socket)).startsWith("TTP/1.1 413 ");
        }
    }

    @Test
    void whoAsksBeforeSendingTooMuchIsSpared() throws Exception {
        assertThat(
                        server.raw(
                                TestServer.head(
                                        "/predict",
                                        "Expect: 100-continue",
                                        "Content-Length: 1000000")))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void postsNeedTheKeyAndPagesDoNot() throws Exception {
        ServerOptions options =
                TestServer.options().admitting(new Access("s3cret", java.util.List.of()));
        try (TestServer closed = TestServer.of(options, "classify")) {
            for (String path : new String[] {"/predict", "/", "/v2/models/classify/infer"}) {
                HttpResponse<String> without = closed.post(path, "{\"inputs\": \"a\"}");
                assertThat(without.statusCode()).isEqualTo(401);
                assertThat(without.headers().firstValue("www-authenticate")).contains("Bearer");
            }
            for (String wrong :
                    new String[] {
                        "Bearer s3cre",
                        "Bearer s3cret1",
                        "Basic s3cret",
                        "Bearers3cret",
                        "Tokens s3cret"
                    }) {
                assertThat(closed.post("/predict", "{}", "authorization", wrong).statusCode())
                        .isEqualTo(401);
            }
            for (String right : new String[] {"Bearer s3cret", "bearer  s3cret "}) {
                HttpResponse<String> response =
                        closed.post("/predict", "{\"inputs\": \"a\"}", "authorization", right);
                assertThat(response.statusCode()).isEqualTo(200);
            }
            for (String path : new String[] {"/health", "/metrics", "/ui", "/info", "/docs"}) {
                assertThat(closed.get(path).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void whatWasNotForeseenIsASentenceWithoutItsReason() throws Exception {
        try (TestServer broken = TestServer.listening(TestServer.options(), "classify")) {
            ServedModel model = TestServer.model("classify");
            broken.service.open(java.util.List.of(model));
            model.close();
            HttpResponse<String> response = broken.post("/predict", "{\"inputs\": \"a\"}");
            assertThat(response.statusCode()).isEqualTo(424);
            assertThat(response.body())
                    .contains("the server's log", "\"Backend\"")
                    .doesNotContain("Exception", "closed");
        }
    }

    @Test
    void aDeadlineThatPassesIsTold() throws Exception {
        ServerOptions options =
                TestServer.options()
                        .queueing(new QueueLimits(1024, 1024, 16_384, 8, Duration.ofMillis(1)));
        try (TestServer hasty = TestServer.of(options, "embed")) {
            // Long enough that the deadline is first even where its thread has to wait for a core.
            String texts = "\"%s\",".formatted("a text of some words ".repeat(80)).repeat(1000);
            HttpResponse<String> response =
                    hasty.post(
                            "/embed",
                            "{\"inputs\": [%s\"the end\"], \"truncate\": true}".formatted(texts));
            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).contains("\"Timeout\"");
        }
    }
}
