package dev.distil4j.app.serve.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.Answer;
import dev.distil4j.EntityGroup;
import dev.distil4j.Mask;
import dev.distil4j.Score;
import dev.distil4j.TokenEntity;
import dev.distil4j.ZeroShotClassification;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.app.serve.task.Timings;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every body becomes the request that its golden has, and results the golden's response. */
final class GoldenTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir static Path folder;

    private static TinyModels models;

    @BeforeAll
    static void open() throws IOException {
        models = TinyModels.open(folder);
    }

    @AfterAll
    static void close() {
        models.close();
    }

    static List<Golden> goldens() {
        return Golden.all();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void bodyToRequest(Golden golden) {
        TaskRequest<?, ?> request = exchange(golden).request();
        ObjectNode canonical = JSON.valueToTree(request);
        JsonNode operation = canonical.get("operation");
        canonical
                .putObject("operation")
                .set(request.operation().getClass().getSimpleName(), operation);
        assertThat(JSON.writeValueAsString(sorted(canonical)))
                .isEqualTo(JSON.writeValueAsString(sorted(golden.example().get("request"))));
    }

    /** Sets have no order of their own. */
    private static JsonNode sorted(JsonNode request) {
        JsonNode labels = request.findValue("ignore_labels");
        if (labels instanceof ArrayNode array) {
            List<JsonNode> values = new ArrayList<>(array.values());
            values.sort(Comparator.comparing(JsonNode::stringValue));
            array.removeAll().addAll(values);
        }
        return request;
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void resultsToResponse(Golden golden) {
        assertThat(response(exchange(golden), golden))
                .isEqualTo(JSON.writeValueAsString(golden.example().get("response")));
    }

    private static <I, R> String response(Exchange<I, R> exchange, Golden golden) {
        List<R> results = results(exchange.request().operation(), golden.example().get("results"));
        List<Long> tokens =
                golden.example().has("tokens")
                        ? JSON.convertValue(
                                golden.example().get("tokens"), new TypeReference<List<Long>>() {})
                        : Collections.nCopies(results.size(), 1L);
        return written(exchange, results, tokens);
    }

    private static <I, R> String written(
            Exchange<I, R> exchange, List<R> results, List<Long> tokens) {
        var response = new TaskResponse<>(results, tokens, false, new Timings(0, 0, 0));
        return new JsonText()
                .of(json -> exchange.reply().write(json, exchange.request(), response));
    }

    @SuppressWarnings("unchecked") // the type of a result is that of its operation
    private static <R> List<R> results(Operation<?, R> operation, JsonNode results) {
        TypeReference<?> type =
                switch (operation) {
                    case Operation.Classify _ -> new TypeReference<List<Score>>() {};
                    case Operation.ZeroShot _ -> new TypeReference<ZeroShotClassification>() {};
                    case Operation.Fill _ -> new TypeReference<List<Mask>>() {};
                    case Operation.Ask _ -> new TypeReference<List<Answer>>() {};
                    case Operation.TagTokens _ -> new TypeReference<List<TokenEntity>>() {};
                    case Operation.TagEntities _ -> new TypeReference<List<EntityGroup>>() {};
                    case Operation.Features _ -> new TypeReference<float[][]>() {};
                    case Operation.Embed _ -> new TypeReference<float[]>() {};
                };
        return results.valueStream().map(one -> (R) JSON.convertValue(one, type)).toList();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void whatTheModelMakesOfItIsWritten(Golden golden) {
        assertThat(ran(exchange(golden), golden).getNodeType())
                .isEqualTo(golden.example().get("response").getNodeType());
    }

    private static <I, R> JsonNode ran(Exchange<I, R> exchange, Golden golden) {
        TaskRequest<I, R> request = exchange.request();
        List<R> results = request.operation().run(models.get(golden.model()), request.inputs());
        return JSON.readTree(written(exchange, results, Collections.nCopies(results.size(), 1L)));
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void aModelIsNamedByABodyOfOpenAiAlone(Golden golden) {
        assertThat(golden.dialect().modelName(golden.body()))
                .isEqualTo(
                        Optional.ofNullable(golden.example().get("named"))
                                .map(JsonNode::stringValue));
    }

    static Stream<JsonNode> refusals() {
        return Golden.refusals().valueStream();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refused(JsonNode golden) {
        Dialect dialect = Golden.dialect(golden.get("dialect").stringValue());
        assertThatThrownBy(
                        () ->
                                dialect.read(
                                        golden.get("body"),
                                        models.get(golden.get("model").stringValue())))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.type().label())
                                        .isEqualTo(golden.get("error_type").stringValue()))
                .hasMessage(golden.get("sentence").stringValue());
    }

    @Test
    void theDocumentationHasTheRowsThatAreTested() throws IOException {
        String text = Files.readString(Path.of("../docs/serving.md"));
        int from = text.indexOf("\n## Routes and dialects\n");
        assertThat(from).isNotNegative();
        int next = text.indexOf("\n## ", from + 1);
        List<String> documented =
                Pattern.compile("(?m)^\\| (`POST .*?) \\| (.*?) \\| ")
                        .matcher(text.substring(from, next < 0 ? text.length() : next))
                        .results()
                        .map(row -> row.group(1) + " | " + row.group(2))
                        .toList();
        List<String> tested = new ArrayList<>();
        for (JsonNode row : Golden.rows()) {
            tested.add(row.get("route").stringValue() + " | " + row.get("body").stringValue());
        }
        tested.add(TokenizeDialectTest.ROW);
        assertThat(documented).containsExactlyInAnyOrderElementsOf(tested);
    }

    private static Exchange<?, ?> exchange(Golden golden) {
        return golden.dialect().read(golden.body(), models.get(golden.model()));
    }
}
