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

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Embedding as text-embeddings-inference has it: {@code {"inputs": string or [string], "truncate",
 * "normalize": true}} is answered with {@code [[number]]}, a vector for each text.
 */
record EmbedDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        model.require(ServedTask.SENTENCE_EMBEDDING);
        Fields body = Value.body(json).fields();
        List<TextInput> texts = texts(body.needed("inputs"));
        boolean truncate = Truncate.wanted(body);
        boolean normalize = body.field("normalize").map(Value::flag).orElse(true);
        body.end();
        return new Exchange<>(
                new TaskRequest<>(
                        new Embed(model.embedding().normalize(normalize)), texts, truncate),
                (out, _, response) -> {
                    out.writeStartArray();
                    response.results().forEach(vector -> PipelineJson.write(out, vector));
                    out.writeEndArray();
                });
    }

    /** One text, or a list of them. */
    static List<TextInput> texts(Value inputs) {
        List<String> texts = inputs.isList() ? inputs.texts() : List.of(inputs.text());
        return texts.stream().map(TextInput::of).toList();
    }
}
