package dev.distil4j;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.List;

/**
 * What filling masks reports. Immutable; each method returns changed options.
 *
 * @param top_k tokens reported for a mask at most, best first
 * @param targets the only words that come into question, or null for the whole vocabulary; their
 *     scores stay their shares of the whole vocabulary
 */
public record FillMaskOptions(int top_k, @Nullable List<String> targets) implements Serializable {

    private static final int USUAL_TOP_K = 5;

    /**
     * Checks the number of tokens, and copies the list.
     *
     * @throws InputException if {@code top_k} is not positive or there are targets, but none
     */
    public FillMaskOptions {
        if (top_k < 1) {
            throw new InputException("top_k is " + top_k + "; ask for at least 1 token", null);
        }
        if (targets != null) {
            targets = List.copyOf(targets);
            if (targets.isEmpty()) {
                throw new InputException(
                        "the list of targets is empty; name at least one word", null);
            }
        }
    }

    /** The 5 best tokens of the whole vocabulary. */
    public static FillMaskOptions defaults() {
        return new FillMaskOptions(USUAL_TOP_K, null);
    }

    /** The best {@code count} tokens; all of them if there are no more. */
    public FillMaskOptions topK(int count) {
        return new FillMaskOptions(count, targets);
    }

    /**
     * These words only. One that is no piece of the vocabulary counts as its first piece, which is
     * logged as a warning.
     */
    public FillMaskOptions targets(List<String> words) {
        return new FillMaskOptions(top_k, words);
    }
}
