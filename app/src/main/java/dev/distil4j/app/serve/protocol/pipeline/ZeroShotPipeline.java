package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.ZeroShotClassification;
import dev.distil4j.ZeroShotOptions;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.ZeroShot;

import tools.jackson.core.JsonGenerator;

import java.util.Arrays;
import java.util.List;

/** Zero-shot classification: {@code {sequence, labels: […], scores: […]}}, best first. */
public record ZeroShotPipeline(ZeroShot operation)
        implements Pipeline<String, ZeroShotClassification> {

    /**
     * With {@code candidate_labels}, {@code hypothesis_template} and {@code multi_label}.
     *
     * @param labels a list of labels, or a string that has commas between them
     * @throws Refusal if there is no label, or no place for it in the template
     */
    static ZeroShotPipeline of(Value labels, Settings parameters) {
        ZeroShotOptions usual = ZeroShotOptions.defaults();
        String template =
                parameters
                        .field("hypothesis_template")
                        .map(Value::text)
                        .orElse(usual.hypothesis_template());
        boolean each = parameters.field("multi_label").map(Value::flag).orElse(usual.multi_label());
        ZeroShotOptions options = Checked.of(() -> new ZeroShotOptions(template, each));
        return new ZeroShotPipeline(new ZeroShot(labels(labels), options));
    }

    private static List<String> labels(Value value) {
        List<String> labels =
                value.isText()
                        ? Arrays.stream(value.text().split(","))
                                .map(String::strip)
                                .filter(label -> !label.isEmpty())
                                .toList()
                        : value.texts();
        if (labels.isEmpty()) {
            throw value.refusal("names no label; give one or more");
        }
        return labels;
    }

    /** Each label is a pair to compute. */
    @Override
    public long resultsEach() {
        return operation.candidate_labels().size();
    }

    @Override
    public String input(Value value) {
        return value.text();
    }

    @Override
    public List<Column<String, ZeroShotClassification>> columns() {
        return List.of(
                Column.row("label", Datatype.BYTES, ZeroShotClassification::labels),
                Column.row(
                        "score",
                        Datatype.FP32,
                        result -> result.scores().stream().map(Double::floatValue).toList()));
    }

    @Override
    public void write(JsonGenerator json, String input, ZeroShotClassification result) {
        PipelineJson.write(json, result);
    }
}
