package dev.distil4j.app.serve.metrics;

import dev.distil4j.ModelInfo;
import dev.distil4j.Pooling;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.app.serve.queue.QueueLimits;
import dev.distil4j.app.serve.task.ServedTask;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Locale;

/**
 * The body of {@code /info}: the default model with the keys of text-embeddings-inference, the limits,
 * and then all models.
 */
public final class InfoJson {

    private InfoJson() {}

    /**
     * Writes what is served.
     *
     * @param models the default one first
     * @param payloadLimit bytes of a body
     * @param version of this program
     */
    public static String of(
            List<ModelFacts> models, QueueLimits limits, long payloadLimit, String version) {
        return new JsonText()
                .of(
                        json -> {
                            json.writeStartObject();
                            model(json, models.getFirst());
                            limits(json, limits);
                            json.writeNumberProperty("payload_limit", payloadLimit);
                            json.writeStringProperty("version", version);
                            json.writeArrayPropertyStart("models");
                            for (ModelFacts model : models) {
                                json.writeStartObject();
                                model(json, model);
                                json.writeEndObject();
                            }
                            json.writeEndArray();
                            json.writeEndObject();
                        });
    }

    private static void model(JsonGenerator json, ModelFacts model) {
        ModelInfo info = model.info();
        json.writeStringProperty("model_id", info.name());
        json.writeStringProperty("served_model_name", model.name());
        json.writeStringProperty("model_dtype", model.dtype());
        json.writeName("model_type");
        type(json, model);
        strings(json, "tasks", model.tasks().stream().map(ServedTask::label).toList());
        json.writeStringProperty("architecture", info.architecture());
        json.writeNumberProperty("parameters", info.parameters());
        json.writeNumberProperty("weight_bytes", info.weight_bytes());
        json.writeNumberProperty("max_input_length", info.max_tokens());
        json.writeStringProperty("backend", info.backend());
        json.writeStringProperty("device", info.device());
        json.writeStringProperty("kernels", info.kernels());
        strings(json, "refusals", info.refusals());
        json.writeNumberProperty("threads", info.threads());
    }

    /** One key, named after the head, with what a client needs to know of it. */
    private static void type(JsonGenerator json, ModelFacts model) {
        json.writeStartObject();
        switch (model.tasks().getFirst()) {
            case TEXT_CLASSIFICATION, ZERO_SHOT_CLASSIFICATION ->
                    labels(json, "classifier", model.info().labels());
            case TOKEN_CLASSIFICATION -> labels(json, "token_classifier", model.info().labels());
            case FILL_MASK -> nothing(json, "masked_language_model");
            case QUESTION_ANSWERING -> nothing(json, "question_answerer");
            case FEATURE_EXTRACTION, SENTENCE_EMBEDDING -> embedding(json, model.pooling());
        }
        json.writeEndObject();
    }

    private static void labels(JsonGenerator json, String head, List<String> labels) {
        json.writeObjectPropertyStart(head);
        json.writeObjectPropertyStart("id2label");
        for (int id = 0; id < labels.size(); id++) {
            json.writeStringProperty(Integer.toString(id), labels.get(id));
        }
        json.writeEndObject();
        json.writeObjectPropertyStart("label2id");
        for (int id = 0; id < labels.size(); id++) {
            json.writeNumberProperty(labels.get(id), id);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void nothing(JsonGenerator json, String head) {
        json.writeObjectPropertyStart(head);
        json.writeEndObject();
    }

    private static void embedding(JsonGenerator json, @Nullable Pooling pooling) {
        json.writeObjectPropertyStart("embedding");
        if (pooling != null) {
            json.writeStringProperty("pooling", pooling.name().toLowerCase(Locale.ROOT));
        }
        json.writeEndObject();
    }

    private static void limits(JsonGenerator json, QueueLimits limits) {
        json.writeNumberProperty("max_concurrent_requests", limits.max_queued_requests());
        json.writeNumberProperty("max_batch_tokens", limits.max_batch_tokens());
        json.writeNumberProperty("max_client_batch_size", limits.max_client_batch_size());
        json.writeNumberProperty("max_text_tokens", limits.max_text_tokens());
        json.writeNumberProperty("timeout_ms", limits.timeout().toMillis());
    }

    private static void strings(JsonGenerator json, String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
