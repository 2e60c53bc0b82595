package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Finds special tokens in a text before it is normalised: the leftmost, and of several there the
 * longest.
 */
final class SpecialTokenFinder {
    private final Trie trie = new Trie();

    /**
     * Which characters begin a special token; those beyond ASCII are looked up in the trie each
     * time.
     */
    private final boolean[] asciiFirsts = new boolean[0x80];

    SpecialTokenFinder(SpecialTokens tokens, Vocabulary vocabulary) {
        for (String token : tokens.all()) {
            trie.putIfAbsent(token, vocabulary.specialId(token));
            if (token.charAt(0) < asciiFirsts.length) {
                asciiFirsts[token.charAt(0)] = true;
            }
        }
    }

    /** The next special token that begins at {@code from} or later, if any. */
    @Nullable Match next(String text, int from) {
        for (int start = from; start < text.length(); start++) {
            char first = text.charAt(start);
            if (first >= asciiFirsts.length || asciiFirsts[first]) {
                Match match = longestAt(text, start);
                if (match != null) {
                    return match;
                }
            }
        }
        return null;
    }

    private @Nullable Match longestAt(String text, int start) {
        Match longest = null;
        int node = Trie.ROOT;
        for (int i = start; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            node = trie.child(node, codePoint);
            if (node == Trie.NONE) {
                break;
            }
            i += Character.charCount(codePoint);
            if (trie.value(node) != Trie.NONE) {
                longest = new Match(trie.value(node), start, i);
            }
        }
        return longest;
    }

    /**
     * A special token in a text.
     *
     * @param id its id
     * @param start where it begins, in UTF-16 units
     * @param end where it ends, exclusive
     */
    record Match(int id, int start, int end) {}
}
