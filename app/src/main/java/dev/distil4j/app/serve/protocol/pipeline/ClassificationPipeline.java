package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.Classify;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Text classification: {@code [{label, score}]}, best first. */
public record ClassificationPipeline(Classify operation) implements TextPipeline<List<Score>> {

    /**
     * With {@code top_k}, all labels without it, and {@code function_to_apply}.
     *
     * @throws Refusal if one is out of range
     */
    static ClassificationPipeline of(Settings parameters) {
        return new ClassificationPipeline(new Classify(options(parameters)));
    }

    static ClassificationOptions options(Settings parameters) {
        int top_k = parameters.field("top_k").map(Value::whole).orElse(ClassificationOptions.ALL);
        ScoreFunction function =
                parameters
                        .field("function_to_apply")
                        .map(value -> Choice.of(value, ScoreFunction.values()))
                        .orElse(null);
        return Checked.of(() -> new ClassificationOptions(top_k, function));
    }

    @Override
    public List<Column<TextInput, List<Score>>> columns() {
        return List.of(
                Column.row(
                        "label",
                        Datatype.BYTES,
                        scores -> scores.stream().map(Score::label).toList()),
                Column.row(
                        "score",
                        Datatype.FP32,
                        scores -> scores.stream().map(score -> (float) score.score()).toList()));
    }

    @Override
    public void write(JsonGenerator json, TextInput input, List<Score> scores) {
        PipelineJson.writeScores(json, scores);
    }
}
