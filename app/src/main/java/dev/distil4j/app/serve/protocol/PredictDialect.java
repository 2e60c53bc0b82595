package dev.distil4j.app.serve.protocol;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.protocol.Exchange.Reply;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Classify;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskRequest;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Text classification as text-embeddings-inference has it: {@code {"inputs": I, "truncate",
 * "raw_scores"}}, where I is a string, a list of one, a pair as a list of two, or a list of such
 * lists. One input is answered with {@code [{score, label}]}, best first, a list of them with a list
 * of those.
 */
record PredictDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        model.require(ServedTask.TEXT_CLASSIFICATION);
        Fields body = Value.body(json).fields();
        Value inputs = body.needed("inputs");
        boolean truncate = Truncate.wanted(body);
        boolean raw = body.field("raw_scores").map(Value::flag).orElse(false);
        body.end();
        ClassificationOptions all = ClassificationOptions.defaults();
        Classify operation = new Classify(raw ? all.functionToApply(ScoreFunction.NONE) : all);
        boolean several = inputs.isList() && inputs.elements().stream().allMatch(Value::isList);
        List<TextInput> texts =
                several
                        ? inputs.elements().stream().map(PredictDialect::input).toList()
                        : List.of(input(inputs));
        Reply<TextInput, List<Score>> list =
                (out, _, response) -> {
                    out.writeStartArray();
                    response.results().forEach(scores -> write(out, scores));
                    out.writeEndArray();
                };
        Reply<TextInput, List<Score>> single =
                (out, _, response) -> write(out, response.results().getFirst());
        return new Exchange<>(
                new TaskRequest<>(operation, texts, truncate), several ? list : single);
    }

    private static TextInput input(Value value) {
        if (value.isText()) {
            return TextInput.of(value.text());
        }
        List<String> texts = value.texts();
        return switch (texts.size()) {
            case 1 -> TextInput.of(texts.getFirst());
            case 2 -> TextInput.pair(texts.getFirst(), texts.getLast());
            default ->
                    throw value.refusal(
                            "has %d texts; give one, two for a pair, or a list of such lists"
                                    .formatted(texts.size()));
        };
    }

    private static void write(JsonGenerator json, List<Score> scores) {
        json.writeStartArray();
        for (Score score : scores) {
            json.writeStartObject();
            json.writeNumberProperty("score", score.score());
            json.writeStringProperty("label", score.label());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
