package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.Score;
import dev.distil4j.TextInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.task.Operation.Classify;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Text classification where nobody asked for several labels: {@code {label, score}}. */
public record BestLabelPipeline(Classify operation) implements TextPipeline<List<Score>> {

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
    public List<Column<TextInput, List<Score>>> columns() {
        return new ClassificationPipeline(operation).columns();
    }

    @Override
    public void write(JsonGenerator json, TextInput input, List<Score> scores) {
        PipelineJson.write(json, scores.getFirst());
    }
}
