package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.ServedTask;

import java.util.Optional;
import java.util.function.Function;

/** The pipeline that a model and some parameters ask for. */
public final class Pipelines {

    private Pipelines() {}

    /**
     * Of a classifier one that reports all labels unless {@code top_k} says how many; zero-shot
     * classification if there are {@code candidate_labels}.
     *
     * @throws Refusal if a parameter is out of range, or the model is not for what they ask for
     */
    public static Pipeline<?, ?> allLabels(ServedModel model, Settings parameters) {
        return of(model, parameters, ClassificationPipeline::of);
    }

    /**
     * The same, but of a classifier one that reports the best label alone unless {@code top_k} is
     * given, as transformers' own pipeline does.
     *
     * @throws Refusal if a parameter is out of range, or the model is not for what they ask for
     */
    public static Pipeline<?, ?> bestLabel(ServedModel model, Settings parameters) {
        return of(model, parameters, Pipelines::bestUnlessCounted);
    }

    private static Pipeline<?, ?> bestUnlessCounted(Settings parameters) {
        return parameters.field("top_k").isPresent()
                ? ClassificationPipeline.of(parameters)
                : BestLabelPipeline.of(parameters);
    }

    private static Pipeline<?, ?> of(
            ServedModel model,
            Settings parameters,
            Function<Settings, Pipeline<?, ?>> classification) {
        Optional<Value> labels = parameters.field("candidate_labels");
        if (labels.isPresent()) {
            model.require(ServedTask.ZERO_SHOT_CLASSIFICATION);
            return ZeroShotPipeline.of(labels.get(), parameters);
        }
        return switch (model.tasks().getFirst()) {
            case TEXT_CLASSIFICATION, ZERO_SHOT_CLASSIFICATION -> classification.apply(parameters);
            case FILL_MASK -> FillMaskPipeline.of(model, parameters);
            case QUESTION_ANSWERING -> AnswerPipeline.of(parameters);
            case TOKEN_CLASSIFICATION -> Tagging.of(parameters);
            case FEATURE_EXTRACTION, SENTENCE_EMBEDDING -> Encoding.of(model, parameters);
        };
    }
}
