package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.EmbeddingOptions;
import dev.distil4j.Pooling;
import dev.distil4j.TextInput;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.Operation.Features;
import dev.distil4j.app.serve.task.ServedModel;

/** The parameters of an encoder, which say whether a text becomes one vector or one for each token. */
final class Encoding {

    private Encoding() {}

    /** The names of {@code pooling}. */
    private enum Pool {
        NONE,
        MEAN,
        CLS,
        MAX
    }

    /**
     * With {@code pooling} and {@code normalize}, both as the model's files say unless told
     * otherwise; pooling {@code none} leaves the tokens' vectors as they are.
     *
     * @throws Refusal if one is none, or vectors of tokens should be scaled, or a prompt put before
     */
    static Pipeline<TextInput, ?> of(ServedModel model, Settings parameters) {
        EmbeddingOptions usual = model.embedding();
        parameters.field("prompt_name").ifPresent(Encoding::refusePrompt);
        Pool pool =
                parameters
                        .field("pooling")
                        .map(value -> Choice.of(value, Pool.values()))
                        .orElseGet(() -> Pool.valueOf(usual.pooling().name()));
        boolean normalize =
                parameters.field("normalize").map(Value::flag).orElse(usual.normalize());
        if (pool == Pool.NONE) {
            parameters.field("normalize").filter(Value::flag).ifPresent(Encoding::refuseScaling);
            return new FeaturePipeline(new Features());
        }
        return new EmbeddingPipeline(new EmbeddingOptions(Pooling.valueOf(pool.name()), normalize));
    }

    private static void refusePrompt(Value name) {
        throw name.refusal("names a prompt, but there are none; write it before the text");
    }

    private static void refuseScaling(Value normalize) {
        throw normalize.refusal("is about one vector; take another pooling than none");
    }
}
