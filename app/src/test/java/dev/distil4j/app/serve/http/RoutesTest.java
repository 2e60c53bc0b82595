package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/** Every route over a real socket, with several models. */
final class RoutesTest {

    private static final String[] MODELS = {
        "classify", "fill-mask", "answer", "tag", "zero-shot", "embed"
    };

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.of(TestServer.options(), MODELS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | {'inputs': 'a film'} | [[{'label':",
                "/models/classify | {'inputs': 'a film'} | [[{'label':",
                "/models/fill-mask | {'inputs': 'A [MASK].'} | [{'score':",
                "/models/answer | {'inputs': {'question': 'Who?', 'context': 'A baker.'}} |"
                        + " {'score':",
                "/models/tag | {'inputs': 'Sarah in London', 'parameters': {'ignore_labels': []}} |"
                        + " [{'entity",
                "/models/zero-shot | {'inputs': 'x', 'parameters': {'candidate_labels': ['a']}} |"
                        + " {'sequence':'x','labels':['a'",
                "/models/embed | {'inputs': {'source_sentence': 'a', 'sentences': ['b']}} | [",
                "/score | {'inputs': {'input_string': ['a']}, 'parameters': {'top_k': 2}} | [",
                "/models/classify/score | {'input_data': ['a']} | [",
                "/invocations | {'inputs': ['a']} | {'predictions':[",
                "/models/answer/invocations | {'inputs': [{'question': 'a', 'context': 'b'}]} |"
                        + " {'predictions':[",
                "/predict | {'inputs': ['a', 'b']} | [{'score':",
                "/models/classify/predict | {'inputs': 'a'} | [{'score':",
                "/models/embed/embed | {'inputs': 'a'} | [[",
                "/models/embed/similarity | {'inputs': {'source_sentence': 'a', 'sentences':"
                        + " ['b']}} | [",
                "/models/embed/v1/embeddings | {'input': 'a', 'model': 'x'} | {'object':'list'",
                "/v1/embeddings | {'input': 'a', 'model': 'embed'} | {'object':'list'",
                "/tokenize | {'inputs': 'a'} | [[{'id':",
                "/models/tag/tokenize | {'inputs': ['a', 'b']} | [[{'id':",
                "/v2/models/classify/infer | {'inputs': [{'name': 'text', 'datatype': 'BYTES',"
                        + " 'shape': [1], 'data': ['a']}]} | {'model_name':'classify'",
            })
    void modelsAnswerUnderTheirRoutes(String path, String body, String start) throws Exception {
        HttpResponse<String> response = server.post(path, body.replace('\'', '"'));
        assertThat(response.body()).startsWith(start.replace('\'', '"'));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "/, application/json",
        "/health, application/json",
        "/health/live, application/json",
        "/health/ready, application/json",
        "/ping, application/json",
        "/info, application/json",
        "/metrics, text/plain",
        "/openapi.json, application/json",
        "/docs, text/html",
        "/ui, text/html",
        "/ui/ui.css, text/css",
        "/ui/ui.js, text/javascript",
        "/v2, application/json",
        "/v2/health/live, application/json",
        "/v2/health/ready, application/json",
        "/v2/models/embed, application/json",
        "/v2/models/embed/ready, application/json",
    })
    void pagesAreThereForGetAndHead(String path, String type) throws Exception {
        HttpResponse<String> get = server.get(path);
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(get.body()).isNotEmpty();
        assertThat(get.headers().firstValue("content-type").orElse("")).startsWith(type);
        assertThat(get.headers().firstValue("x-content-type-options")).contains("nosniff");
        HttpResponse<String> head =
                server.send(
                        HttpRequest.newBuilder(server.uri(path))
                                .method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void thePageMayLoadNothingFromElsewhere() throws Exception {
        assertThat(server.get("/ui").headers().firstValue("content-security-policy").orElse(""))
                .contains("default-src 'self'");
    }

    @Test
    void browsersAreLedToThePage() throws Exception {
        HttpResponse<String> response = server.get("/", "accept", "text/html,*/*");
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("location")).contains("/ui");
    }

    @Test
    void infoNamesTheModelsInTheirOrder() throws Exception {
        String info = server.get("/info").body();
        int place = 0;
        for (String model : MODELS) {
            place = info.indexOf("\"served_model_name\":\"" + model + "\"", place);
            assertThat(place).as(model).isPositive();
        }
    }

    @Test
    void headersTellWhereTheTimeWent() throws Exception {
        HttpResponse<String> response = server.post("/predict", "{\"inputs\": \"ein Wört\"}");
        assertThat(response.headers().firstValue("x-compute-characters")).contains("8");
        assertThat(response.headers().firstValue("x-compute-tokens").orElse("")).matches("\\d+");
        assertThat(response.headers().firstValue("x-truncated")).contains("false");
        assertThat(response.headers().firstValue("x-compute-type")).isPresent();
        for (String time :
                List.of("compute-time", "total-time", "tokenization-time", "queue-time")) {
            assertThat(response.headers().firstValue("x-" + time).orElse(""))
                    .matches("\\d+\\.\\d{3}");
        }
        assertThat(response.headers().firstValue("x-inference-time").orElse("")).isNotEmpty();
    }

    @Test
    void aTextThatIsCutIsTold() throws Exception {
        String body = "{\"inputs\": \"%s\", \"truncate\": true}".formatted("word ".repeat(2000));
        assertThat(server.post("/predict", body).headers().firstValue("x-truncated"))
                .contains("true");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/nix | there is no route '/nix'; GET /docs lists them",
                "/models/nix | there is no model 'nix'; there is classify, fill-mask, answer, tag,"
                        + " zero-shot, embed",
                "/models/org/nix/predict | there is no model 'org/nix'; there is classify,"
                        + " fill-mask, answer, tag, zero-shot, embed",
                "/predict/ | there is no route '/predict/'; GET /docs lists them",
                "/models/ | there is no route '/models/'; GET /docs lists them",
            })
    void whatIsNotThereIsNamed(String path, String sentence) throws Exception {
        HttpResponse<String> response = server.post(path, "{}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"error\":\"%s\",\"error_type\":\"NotFound\"}".formatted(sentence));
    }

    @Test
    void eachProtocolHasErrorsOfItsOwn() throws Exception {
        assertThat(server.post("/v2/models/nix/infer", "{}").body())
                .startsWith("{\"error\":\"there is no model 'nix'")
                .doesNotContain("error_type");
        assertThat(server.post("/models/nix/v1/embeddings", "{}").body())
                .startsWith("{\"error\":{\"message\":\"there is no model 'nix'");
        assertThat(server.post("/v1/embeddings", "{\"input\": \"a\"}").body())
                .startsWith("{\"error\":{\"message\":\"model 'classify' does ");
    }

    @Test
    void aBodyThatNamesAModelGetsThatOneOrNone() throws Exception {
        HttpResponse<String> response =
                server.post("/v1/embeddings", "{\"input\": \"a\", \"model\": \"nix\"}");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).startsWith("{\"error\":{\"message\":\"there is no model 'nix'");
    }

    @ParameterizedTest
    @CsvSource({"/v2/models/classify/infer,200", "/predict,415"})
    void theTypeOfABodyMayBeLeftOutUnderV2Alone(String path, int status) throws Exception {
        String body =
                path.equals("/predict")
                        ? "{\"inputs\": \"a\"}"
                        : "{\"inputs\": [{\"name\": \"text\", \"datatype\": \"BYTES\","
                                + " \"shape\": [1], \"data\": [\"a\"]}]}";
        HttpResponse<String> response =
                server.send(
                        HttpRequest.newBuilder(server.uri(path))
                                .POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"GET,/predict,POST", "DELETE,/,'POST, GET'", "PUT,/models/tag/predict,POST"})
    void otherMethodsAreRefusedWithThoseThatThereAre(String method, String path, String allowed)
            throws Exception {
        HttpResponse<String> response =
                server.send(
                        HttpRequest.newBuilder(server.uri(path))
                                .method(method, BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("allow")).contains(allowed);
        assertThat(response.body()).contains("\"MethodNotAllowed\"");
    }

    @Test
    void aRefusalToHeadHasNoBodyEither() throws Exception {
        String get = "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String two = "HEAD /predict HTTP/1.1\r\nHost: a\r\n\r\n%s".formatted(get);
        assertThat(server.raw(two))
                .matches("(?s)HTTP/1.1 405 .*\r\n\r\nHTTP/1.1 200 .*\r\n\r\n\\{\"live\":true}");
    }

    @Test
    void answersAreCountedByTheirRouteAndStatus() throws Exception {
        server.post("/models/tag/rerank", "{}");
        String counted =
                "distil_http_requests_total{route=\"/models/{name}/rerank\",status=\"422\"} 1.0";
        assertThat(TestServer.waitFor(() -> metrics("*/*").contains(counted))).isTrue();
    }

    @Test
    void metricsHaveTheFormatThatIsAsked() {
        assertThat(metrics("application/openmetrics-text")).endsWith("# EOF\n");
        assertThat(metrics("text/plain")).doesNotContain("# EOF");
    }

    private static String metrics(String accept) {
        try {
            return server.get("/metrics", "accept", accept).body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whoReadsNothingElseGetsLabelsOfZeroShot() throws Exception {
        String body = "{\"inputs\": \"x\", \"parameters\": {\"candidate_labels\": [\"a\"]}}";
        assertThat(
                        server.post(
                                        "/models/zero-shot",
                                        body,
                                        "user-agent",
                                        "unknown/None; hf_hub/1.1.5; python/3.12")
                                .body())
                .startsWith("[{\"label\":\"a\"");
    }
}
