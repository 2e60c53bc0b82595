package dev.distil4j;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * What a classification reports. Immutable; each method returns changed options.
 *
 * @param top_k labels reported at most, best first; {@link #ALL} for all
 * @param function_to_apply how logits become scores, or null for what the model's configuration
 *     says
 */
public record ClassificationOptions(int top_k, @Nullable ScoreFunction function_to_apply)
        implements Serializable {

    /** No limit to the labels. */
    public static final int ALL = Integer.MAX_VALUE;

    /**
     * Checks the number of labels.
     *
     * @throws InputException if {@code top_k} is not positive
     */
    public ClassificationOptions {
        if (top_k < 1) {
            throw new InputException("top_k is " + top_k + "; ask for at least 1 label", null);
        }
    }

    /** All labels, scored as the model's configuration says. */
    public static ClassificationOptions defaults() {
        return new ClassificationOptions(ALL, null);
    }

    /** The best {@code count} labels. */
    public ClassificationOptions topK(int count) {
        return new ClassificationOptions(count, function_to_apply);
    }

    /** Scores by this function. */
    public ClassificationOptions functionToApply(ScoreFunction function) {
        return new ClassificationOptions(top_k, function);
    }
}
