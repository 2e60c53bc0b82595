package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.ServedModel;

import tools.jackson.databind.JsonNode;

/** Similarity as text-embeddings-inference has it, which is Hugging Face's own task. */
record SimilarityDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        Fields body = Value.body(json).fields();
        return Similarity.read(body.needed("inputs"), body, model);
    }
}
