package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.Score;
import dev.distil4j.ZeroShotClassification;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.ZeroShot;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.stream.IntStream;

/** Zero-shot classification label by label: {@code [{label, score}]}, best first. */
public record LabelScoresPipeline(ZeroShot operation)
        implements Pipeline<String, ZeroShotClassification> {

    @Override
    public long resultsEach() {
        return new ZeroShotPipeline(operation).resultsEach();
    }

    @Override
    public String input(Value value) {
        return value.text();
    }

    @Override
    public List<Column<String, ZeroShotClassification>> columns() {
        return new ZeroShotPipeline(operation).columns();
    }

    @Override
    public void write(JsonGenerator json, String input, ZeroShotClassification result) {
        PipelineJson.writeScores(
                json,
                IntStream.range(0, result.labels().size())
                        .mapToObj(i -> new Score(result.labels().get(i), result.scores().get(i)))
                        .toList());
    }
}
