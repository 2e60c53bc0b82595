package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.Score;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Classify;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Text classification where nobody asked for several labels: {@code {label, score}}. */
public record BestLabelPipeline(Classify operation) implements Pipeline<TextInput, List<Score>> {

    /**
     * With {@code function_to_apply}.
     *
     * @throws Refusal if that is none
     */
    static BestLabelPipeline of(Settings parameters) {
        return new BestLabelPipeline(
                new Classify(ClassificationPipeline.options(parameters).topK(1)));
    }

    @Override
    public List<String> names() {
        return Texts.NAMES;
    }

    @Override
    public List<String> neededNames() {
        return Texts.NEEDED;
    }

    @Override
    public TextInput input(Value value) {
        return Texts.input(value);
    }

    @Override
    public List<Column<TextInput, List<Score>>> columns() {
        return new ClassificationPipeline(operation).columns();
    }

    @Override
    public void write(JsonGenerator json, TextInput input, List<Score> scores) {
        ClassificationPipeline.write(json, scores.getFirst());
    }
}
