package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Place;
import dev.distil4j.app.serve.protocol.pipeline.Column;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipelines;
import dev.distil4j.app.serve.task.ServedModel;

import tools.jackson.core.JsonGenerator;

/** What the Open Inference Protocol says of a model. */
public final class OpenInferenceMetadata {

    private OpenInferenceMetadata() {}

    /**
     * Writes {@code {name, platform, inputs: [{name, datatype, shape}], outputs: […]}}: what a request
     * without parameters has to have, and what it gets.
     */
    public static void write(JsonGenerator json, ServedModel model) {
        Pipeline<?, ?> pipeline = Pipelines.allLabels(model, Fields.none(new Place.Body()));
        json.writeStartObject();
        json.writeStringProperty("name", model.name());
        json.writeStringProperty("platform", "distil4j");
        json.writeName("inputs");
        json.writeStartArray();
        pipeline.neededNames().forEach(name -> write(json, name, "BYTES", 1));
        json.writeEndArray();
        json.writeName("outputs");
        json.writeStartArray();
        for (Column<?, ?> column : pipeline.columns()) {
            write(json, column.name(), column.datatype().name(), column.rank());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, String name, String datatype, int rank) {
        json.writeStartObject();
        json.writeStringProperty("name", name);
        json.writeStringProperty("datatype", datatype);
        json.writeName("shape");
        json.writeStartArray();
        for (int i = 0; i < rank; i++) {
            json.writeNumber(-1);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
