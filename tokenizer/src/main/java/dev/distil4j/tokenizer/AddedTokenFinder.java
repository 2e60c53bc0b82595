package dev.distil4j.tokenizer;

import java.util.List;

/**
 * Finds added tokens in a text: the leftmost, of several there the longest, and none inside
 * another. Immutable. Source: {@code AddedVocabulary::find_matches} of huggingface/tokenizers.
 */
final class AddedTokenFinder {
    private final List<AddedToken> tokens;
    private final Trie trie = new Trie();

    /**
     * Which characters begin a token; those beyond ASCII are looked up in the trie each time.
     */
    private final boolean[] asciiFirsts = new boolean[0x80];

    /** Whether anything beyond ASCII begins a token. */
    private boolean otherFirsts;

    /** A finder of these tokens under these spellings; of two under one, the earlier counts. */
    AddedTokenFinder(List<AddedToken> tokens, List<String> spellings) {
        this.tokens = tokens;
        for (int i = 0; i < spellings.size(); i++) {
            trie.putIfAbsent(spellings.get(i), i);
            char first = spellings.get(i).charAt(0);
            if (first < asciiFirsts.length) {
                asciiFirsts[first] = true;
            } else {
                otherFirsts = true;
            }
        }
    }

    /** Whether there is nothing to be found. */
    boolean isEmpty() {
        return tokens.isEmpty();
    }

    /** Cuts a text into tokens and what lies between them. */
    void split(CharSequence text, Parts parts) {
        int done = 0;
        for (int start = 0, next; start < text.length(); start = next) {
            char first = text.charAt(start);
            next = start + 1;
            if (first < asciiFirsts.length ? !asciiFirsts[first] : !otherFirsts) {
                continue;
            }
            int found = Trie.NONE;
            int end = start;
            int node = Trie.ROOT;
            for (int i = start; i < text.length(); ) {
                int codePoint = Character.codePointAt(text, i);
                node = trie.child(node, codePoint);
                if (node == Trie.NONE) {
                    break;
                }
                i += Character.charCount(codePoint);
                if (trie.value(node) != Trie.NONE) {
                    found = trie.value(node);
                    end = i;
                }
            }
            if (found == Trie.NONE) {
                continue;
            }
            // Even a token that does not count hides those inside it.
            next = end;
            AddedToken token = tokens.get(found);
            if (!token.singleWord() || standsAlone(text, start, end)) {
                int from = token.lstrip() ? Math.max(done, spaceBefore(text, start)) : start;
                int to = token.rstrip() ? spaceBehind(text, end) : end;
                if (done < from) {
                    parts.text(done, from);
                }
                parts.token(token.id(), from, to);
                done = to;
            }
        }
        if (done < text.length()) {
            parts.text(done, text.length());
        }
    }

    private static boolean standsAlone(CharSequence text, int start, int end) {
        boolean joinsBefore =
                start > 0 && WordCharacters.contains(Character.codePointBefore(text, start));
        boolean joinsBehind =
                end < text.length() && WordCharacters.contains(Character.codePointAt(text, end));
        return !joinsBefore && !joinsBehind;
    }

    // No white space lies beyond the basic plane, so characters do.

    private static int spaceBefore(CharSequence text, int start) {
        int from = start;
        while (from > 0 && Unicode.isWhiteSpace(text.charAt(from - 1))) {
            from--;
        }
        return from;
    }

    private static int spaceBehind(CharSequence text, int end) {
        int to = end;
        while (to < text.length() && Unicode.isWhiteSpace(text.charAt(to))) {
            to++;
        }
        return to;
    }

    /** Takes the parts of a text, in order; all places are in UTF-16 units, the end exclusive. */
    interface Parts {
        /** Text without added tokens, never empty. */
        void text(int from, int to);

        /** An added token. */
        void token(int id, int from, int to);
    }
}
