package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.TextInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.Features;

import tools.jackson.core.JsonGenerator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Feature extraction: a vector for each token, {@code [[number]]}. */
public record FeaturePipeline(Features operation) implements TextPipeline<float[][]> {

    /** A row for each token. */
    @Override
    public List<Column<TextInput, float[][]>> columns() {
        return List.of(
                new Column<>(
                        Column.INPUT,
                        Datatype.INT64,
                        1,
                        (_, results) ->
                                IntStream.range(0, results.size())
                                        .boxed()
                                        .<List<?>>flatMap(
                                                i ->
                                                        Arrays.stream(results.get(i))
                                                                .map(_ -> List.of(i)))
                                        .toList()),
                new Column<>(
                        "last_hidden_state",
                        Datatype.FP32,
                        2,
                        (_, results) ->
                                results.stream()
                                        .flatMap(Arrays::stream)
                                        .<List<?>>map(Vectors::values)
                                        .toList()));
    }

    @Override
    public void write(JsonGenerator json, TextInput input, float[][] states) {
        PipelineJson.write(json, states);
    }
}
