package dev.distil4j.app.serve.protocol;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Classify;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Re-ranking as text-embeddings-inference has it: {@code {"query", "texts": […], "truncate",
 * "raw_scores", "return_text"}} is answered with {@code [{index, text, score}]}, best first, of
 * equal scores the earlier text first. The model is a classifier of one label that judges a query
 * with a text; its score is the label's sigmoid, or the logit if it is to be raw.
 */
record RerankDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        model.require(ServedTask.TEXT_CLASSIFICATION);
        int labels = model.info().labels().size();
        if (labels != 1) {
            throw new Refusal(
                    ErrorType.VALIDATION,
                    "model '%s' has %d labels, but a re-ranker one; name one that has, as in /models/NAME"
                            .formatted(model.name(), labels));
        }
        Fields body = Value.body(json).fields();
        String query = body.needed("query").text();
        List<TextInput> pairs =
                body.needed("texts").texts().stream()
                        .map(text -> TextInput.pair(query, text))
                        .toList();
        boolean truncate = Truncate.wanted(body);
        boolean raw = body.field("raw_scores").map(Value::flag).orElse(false);
        boolean texts = body.field("return_text").map(Value::flag).orElse(false);
        body.end();
        ScoreFunction function = raw ? ScoreFunction.NONE : ScoreFunction.SIGMOID;
        return new Exchange<>(
                new TaskRequest<>(
                        new Classify(ClassificationOptions.defaults().functionToApply(function)),
                        pairs,
                        truncate),
                (out, request, response) -> write(out, request, response, texts));
    }

    private static void write(
            JsonGenerator json,
            TaskRequest<TextInput, List<Score>> request,
            TaskResponse<List<Score>> response,
            boolean texts) {
        List<Double> scores =
                response.results().stream().map(one -> one.getFirst().score()).toList();
        json.writeStartArray();
        IntStream.range(0, scores.size())
                .boxed()
                .sorted(Comparator.comparing(scores::get, Comparator.reverseOrder()))
                .forEach(
                        i -> {
                            json.writeStartObject();
                            json.writeNumberProperty("index", i);
                            if (texts) {
                                Optional<String> text = request.inputs().get(i).pair();
                                json.writeStringProperty("text", text.orElseThrow());
                            }
                            json.writeNumberProperty("score", scores.get(i));
                            json.writeEndObject();
                        });
        json.writeEndArray();
    }
}
