package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipelines;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Hugging Face's inference JSON, {@code {"inputs": …, "parameters": {…}}}, of the task that the model
 * is for. One input is answered as the pipeline has it, a list of them with a list; but the labels
 * and the vector of one text have a list around them, as those of Hugging Face's own servers.
 */
record InferenceDialect() implements Dialect {

    @Override
    public Exchange<?, ?> read(JsonNode json, ServedModel model) {
        Fields body = Value.body(json).fields();
        Value inputs = body.needed("inputs");
        body.field("options").ifPresent(InferenceDialect::readOptions);
        if (inputs.isObject() && inputs.node().has("source_sentence")) {
            return Similarity.read(inputs, body, model);
        }
        Fields parameters = body.fields("parameters");
        Settings settings =
                model.tasks().contains(ServedTask.SENTENCE_EMBEDDING)
                        ? Settings.both(parameters, body)
                        : parameters;
        Pipeline<?, ?> pipeline = Pipelines.allLabels(model, settings);
        boolean truncate = Truncate.orTruncation(settings);
        parameters.end();
        body.end();
        return exchange(pipeline, inputs, truncate);
    }

    private static <I, R> Exchange<I, R> exchange(
            Pipeline<I, R> pipeline, Value inputs, boolean truncate) {
        boolean several = inputs.isList();
        return new Exchange<>(
                pipeline.request(several ? inputs.elements() : List.of(inputs), truncate),
                several || isListed(pipeline) ? Replies.list(pipeline) : Replies.single(pipeline));
    }

    private static boolean isListed(Pipeline<?, ?> pipeline) {
        return switch (pipeline.operation().task()) {
            case TEXT_CLASSIFICATION, SENTENCE_EMBEDDING, FEATURE_EXTRACTION -> true;
            case ZERO_SHOT_CLASSIFICATION, FILL_MASK, QUESTION_ANSWERING, TOKEN_CLASSIFICATION ->
                    false;
        };
    }

    /** What clients tell Hugging Face's own servers; here no model is fetched, no answer kept. */
    private static void readOptions(Value value) {
        Fields options = value.fields();
        for (String key : List.of("wait_for_model", "use_cache", "use_gpu")) {
            options.field(key).ifPresent(Value::flag);
        }
        options.end();
    }
}
