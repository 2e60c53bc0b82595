package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.EmbeddingOptions;
import dev.distil4j.TextInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.Embed;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** Sentence embedding: one vector, {@code [number]}. */
public record EmbeddingPipeline(Embed operation) implements TextPipeline<float[]> {

    /** By these options. */
    EmbeddingPipeline(EmbeddingOptions options) {
        this(new Embed(options));
    }

    @Override
    public List<Column<TextInput, float[]>> columns() {
        return List.of(Column.row("embedding", Datatype.FP32, Vectors::values));
    }

    @Override
    public void write(JsonGenerator json, TextInput input, float[] vector) {
        PipelineJson.write(json, vector);
    }
}
