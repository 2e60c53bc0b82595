package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextClassifier;
import dev.distil4j.app.serve.queue.QueueLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients as they are: many at once, gone in the middle, half done. */
final class ClientsTest {

    private TestServer server;

    @BeforeEach
    void start() {
        // However slow a machine is, nothing is refused because it would come too late.
        QueueLimits patient = new QueueLimits(1024, 1024, 16_384, 512, Duration.ofHours(1));
        server = TestServer.of(TestServer.options().queueing(patient), "classify");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String request(String body) {
        return TestServer.head("/predict", "Content-Length: " + body.length()) + body;
    }

    /** More than is computed in a moment. */
    private static String heavy() {
        String text = "[\"%s\"],".formatted("word and word ".repeat(60));
        return "{\"inputs\": [%s[\"the end\"]]}".formatted(text.repeat(1000));
    }

    private double metric(String series) {
        try {
            Matcher line =
                    Pattern.compile("(?m)^distil_" + Pattern.quote(series) + ".*} (.*)$")
                            .matcher(server.get("/metrics").body());
            assertThat(line.find()).as(series).isTrue();
            return Double.parseDouble(line.group(1));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private double succeeded() {
        return metric("request_success{method=\"batch\"");
    }

    private double dropped() {
        return metric("request_failure{err=\"dropped\"");
    }

    @Test
    void whatNobodyWaitsForIsDropped() throws Exception {
        try (Socket first = server.connect()) {
            first.getOutputStream().write(request(heavy()).getBytes(UTF_8));
            assertThat(TestServer.waitFor(() -> server.service.requests() == 1)).isTrue();
            List<Socket> others = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                Socket other = server.connect();
                other.getOutputStream().write(request(heavy()).getBytes(UTF_8));
                others.add(other);
            }
            assertThat(TestServer.waitFor(() -> server.service.requests() == 6)).isTrue();
            for (Socket other : others) {
                other.close();
            }
        }
        assertThat(TestServer.waitFor(() -> succeeded() + dropped() == 6)).isTrue();
        // The first one may have been computed before its client went.
        assertThat(succeeded()).isLessThanOrEqualTo(1);
        assertThat(server.calm()).isTrue();
    }

    /** Waits until a request is being computed, and has more inputs that wait for it. */
    private void awaitComputing() throws Exception {
        assertThat(TestServer.waitFor(() -> metric("queue_size") == 1)).isTrue();
    }

    @Test
    void whoGoesWhileItsRequestIsComputedHasItDropped() throws Exception {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(request(heavy()).getBytes(UTF_8));
            awaitComputing();
        }
        assertThat(TestServer.waitFor(() -> succeeded() + dropped() == 1)).isTrue();
        assertThat(dropped()).isEqualTo(1);
    }

    @Test
    void aStreamThatIsResetHasItsRequestDroppedAndItsConnectionLives() throws Exception {
        try (HttpClient client = HttpClient.newBuilder().version(Version.HTTP_2).build()) {
            HttpRequest live = HttpRequest.newBuilder(server.uri("/health/live")).build();
            client.send(live, BodyHandlers.ofString());
            var predicted =
                    client.sendAsync(
                            HttpRequest.newBuilder(server.uri("/predict"))
                                    .header("content-type", TestServer.JSON)
                                    .POST(BodyPublishers.ofString(heavy()))
                                    .build(),
                            BodyHandlers.ofString());
            awaitComputing();
            predicted.cancel(true);
            assertThat(TestServer.waitFor(() -> succeeded() + dropped() == 1)).isTrue();
            assertThat(dropped()).isEqualTo(1);
            assertThat(client.send(live, BodyHandlers.ofString()).version())
                    .isEqualTo(Version.HTTP_2);
        }
    }

    @Test
    void halfABodyIsNoRequest() throws Exception {
        String whole = request("{\"inputs\": \"a\"}");
        for (int length = 1; length < whole.length(); length++) {
            try (Socket socket = server.connect()) {
                socket.getOutputStream().write(whole.substring(0, length).getBytes(UTF_8));
            }
        }
        assertThat(TestServer.waitFor(() -> server.service.connections() == 0)).isTrue();
        assertThat(metric("request_count{method=\"single\"")).isZero();
        assertThat(server.calm()).isTrue();
    }

    @Test
    void pipelinedRequestsAreAnsweredInTheirOrder() throws Exception {
        String body = "{\"inputs\": \"a\"}";
        String two =
                request(body)
                        + "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n"
                        + TestServer.head(
                                "/nix", "Connection: close", "Content-Length: " + body.length())
                        + body;
        assertThat(server.raw(two))
                .matches("(?s)HTTP/1.1 200 .*\"score\".*HTTP/1.1 200 .*\"live\".*HTTP/1.1 404 .*");
    }

    @Test
    void manyAtOnceGetTheBitsOfTheLibrary() throws Exception {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            texts.add("the %d words ".formatted(i).repeat(1 + i % 7) + "of a film");
        }
        Options options = Options.defaults().threads(1);
        try (TextClassifier library =
                        Distil4J.textClassification(
                                ModelSource.of("../engine/tiny-models/classify"), options);
                ExecutorService clients = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> responses = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                for (String text : texts) {
                    String body = "{\"inputs\": \"%s\"}".formatted(text);
                    responses.add(clients.submit(() -> server.post("/predict", body)));
                }
            }
            JsonMapper json = new JsonMapper();
            for (int i = 0; i < responses.size(); i++) {
                HttpResponse<String> response = responses.get(i).get();
                assertThat(response.statusCode()).isEqualTo(200);
                JsonNode found = json.readTree(response.body());
                List<Score> expected = library.classify(texts.get(i % texts.size()));
                assertThat(found.size()).isPositive();
                for (JsonNode score : found) {
                    String label = score.get("label").asString();
                    double value =
                            expected.stream()
                                    .filter(s -> s.label().equals(label))
                                    .findFirst()
                                    .orElseThrow()
                                    .score();
                    assertThat(score.get("score").doubleValue()).isEqualTo(value);
                }
            }
        }
    }
}
