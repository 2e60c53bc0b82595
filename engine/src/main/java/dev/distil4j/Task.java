package dev.distil4j;

import dev.distil4j.loaders.ModelConfig;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;

/** What the head of a checkpoint is for, under the names that transformers' pipelines have. */
public enum Task {
    TEXT_CLASSIFICATION,
    FILL_MASK,
    QUESTION_ANSWERING,
    TOKEN_CLASSIFICATION,

    /** No head that is known here: the encoder alone. */
    FEATURE_EXTRACTION;

    /** The task's name on the hub, such as {@code text-classification}. */
    public String pipeline_tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The first task that one of the configuration's architectures has a head for. */
    static Task of(ModelConfig config) {
        Predicate<Task> isServed = task -> config.architectures().stream().anyMatch(task::isTaskOf);
        return Arrays.stream(values()).filter(isServed).findFirst().orElse(FEATURE_EXTRACTION);
    }

    private boolean isTaskOf(String architecture) {
        return switch (this) {
            case TEXT_CLASSIFICATION -> architecture.endsWith("ForSequenceClassification");
            case FILL_MASK ->
                    architecture.endsWith("ForMaskedLM") || architecture.endsWith("ForPreTraining");
            case QUESTION_ANSWERING -> architecture.endsWith("ForQuestionAnswering");
            case TOKEN_CLASSIFICATION -> architecture.endsWith("ForTokenClassification");
            case FEATURE_EXTRACTION -> false;
        };
    }
}
