package dev.distil4j.app.serve.protocol;

import dev.distil4j.TextInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Embed;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskRequest;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Embeddings as OpenAI has them: {@code {"input": string or [string], "model", "encoding_format"}}.
 * Vectors have length 1, as theirs.
 */
record OpenAiEmbeddingsDialect() implements Dialect {

    @Override
    public Optional<String> modelName(JsonNode body) {
        return Optional.ofNullable(body.get("model"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        model.require(ServedTask.SENTENCE_EMBEDDING);
        Fields body = Value.body(json).fields();
        List<TextInput> texts = EmbedDialect.texts(body.needed("input"));
        boolean base64 =
                body.field("encoding_format").map(OpenAiEmbeddingsDialect::isBase64).orElse(false);
        boolean truncate = Truncate.wanted(body);
        body.field("model").ifPresent(Value::text);
        body.field("user").ifPresent(Value::text);
        body.end();
        return new Exchange<>(
                new TaskRequest<>(new Embed(model.embedding().normalize(true)), texts, truncate),
                (out, _, response) -> {
                    out.writeStartObject();
                    out.writeStringProperty("object", "list");
                    out.writeName("data");
                    out.writeStartArray();
                    List<float[]> vectors = response.results();
                    for (int i = 0; i < vectors.size(); i++) {
                        write(out, i, vectors.get(i), base64);
                    }
                    out.writeEndArray();
                    out.writeStringProperty("model", model.name());
                    writeUsage(out, response.tokens().stream().mapToLong(Long::longValue).sum());
                    out.writeEndObject();
                });
    }

    private static boolean isBase64(Value format) {
        return switch (format.text()) {
            case "base64" -> true;
            case "float" -> false;
            default -> throw format.refusal("is neither float nor base64; give one of them");
        };
    }

    private static void write(JsonGenerator json, int index, float[] vector, boolean base64) {
        json.writeStartObject();
        json.writeStringProperty("object", "embedding");
        json.writeNumberProperty("index", index);
        json.writeName("embedding");
        if (base64) {
            json.writeString(base64(vector));
        } else {
            PipelineJson.write(json, vector);
        }
        json.writeEndObject();
    }

    /** The floats one after the other, each with its lowest byte first. */
    private static String base64(float[] vector) {
        ByteBuffer bytes =
                ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static void writeUsage(JsonGenerator json, long tokens) {
        json.writeName("usage");
        json.writeStartObject();
        json.writeNumberProperty("prompt_tokens", tokens);
        json.writeNumberProperty("total_tokens", tokens);
        json.writeEndObject();
    }
}
