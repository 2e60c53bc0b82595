package dev.distil4j.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.serve.docs.DocsFile;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** The examples of the description, sent. */
class ExamplesTest {

    private static TestServer server;

    /** A body, and the route of a model that it fits. */
    record Example(String path, String body) {}

    @BeforeAll
    static void start() {
        server = TestServer.of(TestServer.options(), "classify", "fill-mask", "answer", "embed");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<Example> examples() {
        JsonNode bodies =
                new JsonMapper().readTree(DocsFile.OPENAPI.bytes()).at("/components/requestBodies");
        List<Example> examples = new ArrayList<>();
        for (var body : bodies.properties()) {
            // No tiny model has the one label of a re-ranker.
            if (!body.getKey().equals("RerankRequest")) {
                JsonNode named = body.getValue().at("/content/application~1json/examples");
                for (var example : named.properties()) {
                    String value = example.getValue().get("value").toString();
                    examples.add(new Example(path(body.getKey(), example.getKey()), value));
                }
            }
        }
        return examples;
    }

    private static String path(String body, String example) {
        return switch (body) {
            case "InferenceRequest" ->
                    switch (example) {
                        case "question" -> "/models/answer";
                        case "masks" -> "/models/fill-mask";
                        default -> "/models/classify";
                    };
            case "ScoreRequest" -> "/models/classify/score";
            case "PredictRequest" -> "/models/classify/predict";
            case "TokenizeRequest" -> "/models/classify/tokenize";
            case "EmbedRequest" -> "/models/embed/embed";
            case "SimilarityRequest" -> "/models/embed/similarity";
            case "OpenAiEmbeddingsRequest" -> "/models/embed/v1/embeddings";
            case "InferRequest" -> "/v2/models/classify/infer";
            default -> throw new AssertionError(body);
        };
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAnswered(Example example) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(server.uri(example.path()))
                        .header("content-type", TestServer.JSON)
                        .POST(BodyPublishers.ofString(example.body()))
                        .build();
        HttpResponse<String> response = server.client.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }
}
