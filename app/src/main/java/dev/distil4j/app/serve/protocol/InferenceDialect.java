package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Truncate;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.LabelScoresPipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipeline;
import dev.distil4j.app.serve.protocol.pipeline.Pipelines;
import dev.distil4j.app.serve.protocol.pipeline.ZeroShotPipeline;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import tools.jackson.databind.JsonNode;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hugging Face's inference JSON, {@code {"inputs": …, "parameters": {…}}}, of the task that the model
 * is for. One input is answered as the pipeline has it, a list of them with a list; but the labels
 * and the vector of one text have a list around them, as those of Hugging Face's own servers.
 */
record InferenceDialect(ZeroShotForm zeroShot) implements Dialect {

    /** How zero-shot results look to a client. */
    enum ZeroShotForm {
        /** {@code {sequence, labels, scores}}, as in a pipeline. */
        COLUMNS,
        /** {@code [{label, score}]}, which huggingface_hub reads from version 1.1.5 on. */
        LABELS
    }

    private static final Pattern HUB =
            Pattern.compile("\\bhf_hub/(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})");

    private static final Version LABELS_SINCE = new Version(1, 1, 5);

    private record Version(int major, int minor, int patch) {
        boolean isBefore(Version other) {
            return Comparator.comparingInt(Version::major)
                            .thenComparingInt(Version::minor)
                            .thenComparingInt(Version::patch)
                            .compare(this, other)
                    < 0;
        }
    }

    @Override
    public Dialect spokenBy(String userAgent) {
        Matcher hub = HUB.matcher(userAgent);
        if (!hub.find()) {
            return this;
        }
        Version version =
                new Version(
                        Integer.parseInt(hub.group(1)),
                        Integer.parseInt(hub.group(2)),
                        Integer.parseInt(hub.group(3)));
        return new InferenceDialect(
                version.isBefore(LABELS_SINCE) ? ZeroShotForm.COLUMNS : ZeroShotForm.LABELS);
    }

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
        return pipeline instanceof ZeroShotPipeline labels && zeroShot == ZeroShotForm.LABELS
                ? exchange(new LabelScoresPipeline(labels.operation()), inputs, truncate)
                : exchange(pipeline, inputs, truncate);
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
