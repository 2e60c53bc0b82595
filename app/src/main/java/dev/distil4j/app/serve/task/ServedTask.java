package dev.distil4j.app.serve.task;

import java.util.Locale;

/** What a served model can do; one head may be good for several. */
public enum ServedTask {
    TEXT_CLASSIFICATION,
    ZERO_SHOT_CLASSIFICATION,
    FILL_MASK,
    QUESTION_ANSWERING,
    TOKEN_CLASSIFICATION,
    FEATURE_EXTRACTION,
    SENTENCE_EMBEDDING;

    /** The name that clients see, such as {@code text-classification}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
