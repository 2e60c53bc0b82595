package dev.distil4j.tokenizer;

import java.util.Collection;
import java.util.List;

/**
 * Words that are neither normalised nor cut at punctuation where they stand between white space
 * ({@code never_split}). Immutable.
 */
final class NeverSplit {
    private final Trie trie = new Trie();
    private final boolean isEmpty;

    NeverSplit(Collection<String> words) {
        for (String word : List.copyOf(words)) {
            if (word.isEmpty() || word.chars().anyMatch(Unicode::isWhiteSpace)) {
                throw new TokenizerException(
                        "The never-split word \"%s\" is empty or has white space; give one word."
                                .formatted(word));
            }
            trie.putIfAbsent(word, 0);
        }
        isEmpty = words.isEmpty();
    }

    /** Cuts {@code [from, to)} of a text into such words and what lies between them. */
    void split(String text, int from, int to, Parts parts) {
        int done = from;
        if (!isEmpty) {
            for (int start = from, end; start < to; start = end + 1) {
                end = start;
                int node = Trie.ROOT;
                while (end < to && !Unicode.isWhiteSpace(text.charAt(end))) {
                    int codePoint = text.codePointAt(end);
                    node = node == Trie.NONE ? node : trie.child(node, codePoint);
                    end += Character.charCount(codePoint);
                }
                if (node != Trie.NONE && trie.value(node) != Trie.NONE) {
                    if (done < start) {
                        parts.other(done, start);
                    }
                    parts.word(start, end);
                    done = end;
                }
            }
        }
        if (done < to) {
            parts.other(done, to);
        }
    }

    /** Takes the parts of a text, in order. */
    interface Parts {
        /** Text without such words, never empty. */
        void other(int from, int to);

        /** A word that stays as it is. */
        void word(int from, int to);
    }
}
