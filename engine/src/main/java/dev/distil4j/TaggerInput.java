package dev.distil4j;

import java.io.Serializable;
import java.util.List;

/** A text to be tagged, whole or cut into words by the caller. */
public sealed interface TaggerInput extends Serializable {

    /** A whole text. */
    static TaggerInput of(String text) {
        return new Text(text);
    }

    /** The words of a text, with a space between any two. */
    static TaggerInput ofWords(List<String> words) {
        return new Words(words, " ");
    }

    /** The text that the offsets of results refer to. */
    String text();

    /** A whole text. */
    record Text(String text) implements TaggerInput {}

    /**
     * The words of a text ({@code is_split_into_words}); each is cut into tokens by itself.
     *
     * @param delimiter what stands between any two of them in {@link #text()}
     */
    record Words(List<String> words, String delimiter) implements TaggerInput {

        /** Takes an unmodifiable copy of the words. */
        public Words {
            words = List.copyOf(words);
        }

        @Override
        public String text() {
            return String.join(delimiter, words);
        }
    }
}
