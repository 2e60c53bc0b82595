package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What can be encoded: a text or a pair of texts, each whole or cut into words by the caller.
 * Immutable.
 */
public final class TokenizerInput {
    private final List<String> first;
    private final @Nullable List<String> second;
    private final boolean isSplitIntoWords;

    private TokenizerInput(
            List<String> first, @Nullable List<String> second, boolean isSplitIntoWords) {
        this.first = List.copyOf(first);
        this.second = second == null ? null : List.copyOf(second);
        this.isSplitIntoWords = isSplitIntoWords;
    }

    /** A text. */
    public static TokenizerInput of(String text) {
        return new TokenizerInput(List.of(text), null, false);
    }

    /** A pair of texts. */
    public static TokenizerInput of(String text, String pair) {
        return new TokenizerInput(List.of(text), List.of(pair), false);
    }

    /**
     * The words of a text ({@code is_split_into_words}): each is encoded by itself, the numbers of
     * words are those of the list, and offsets count from the beginning of the word.
     */
    public static TokenizerInput ofWords(List<String> words) {
        return new TokenizerInput(words, null, true);
    }

    /** The words of a pair of texts, each as in {@link #ofWords(List)}. */
    public static TokenizerInput ofWords(List<String> words, List<String> pair) {
        return new TokenizerInput(words, pair, true);
    }

    boolean isPair() {
        return second != null;
    }

    /** The whole text or its words. */
    List<String> first() {
        return first;
    }

    /** The whole second text or its words; nothing where there is none. */
    List<String> second() {
        return second == null ? List.of() : second;
    }

    boolean isSplitIntoWords() {
        return isSplitIntoWords;
    }

    @Override
    public String toString() {
        return "TokenizerInput[first=%s, second=%s, isSplitIntoWords=%s]"
                .formatted(first, second, isSplitIntoWords);
    }
}
