package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.TextInput;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Features;

import tools.jackson.core.JsonGenerator;

/** Feature extraction: a vector for each token, {@code [[number]]}. */
public record FeaturePipeline(Features operation) implements Pipeline<TextInput, float[][]> {

    @Override
    public TextInput input(Value value) {
        return Texts.input(value);
    }

    @Override
    public void write(JsonGenerator json, TextInput input, float[][] states) {
        json.writeStartArray();
        for (float[] state : states) {
            Vectors.write(json, state);
        }
        json.writeEndArray();
    }
}
