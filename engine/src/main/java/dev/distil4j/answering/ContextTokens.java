package dev.distil4j.answering;

import dev.distil4j.tokenizer.Encoding;

/**
 * The tokens of a window that come from the context, which lie one behind the other.
 *
 * @param window the question and a part of the context
 * @param first the first of them
 * @param end the token behind the last of them
 */
public record ContextTokens(Encoding window, int first, int end) {

    /** Those of a window. */
    public static ContextTokens of(Encoding window) {
        int end = window.length();
        while (end > 0 && !isContext(window, end - 1)) {
            end--;
        }
        int first = end;
        while (first > 0 && isContext(window, first - 1)) {
            first--;
        }
        return new ContextTokens(window, first, end);
    }

    private static boolean isContext(Encoding window, int token) {
        return window.typeIds()[token] == 1 && window.words()[token] != Encoding.NO_WORD;
    }

    /** Whether a token is one of them. */
    public boolean contains(int token) {
        return first <= token && token < end;
    }

    /** Where a token begins in the context, in UTF-16 units. */
    public int start(int token) {
        return window.starts()[token];
    }

    /** Where a token ends in the context. */
    public int end(int token) {
        return window.ends()[token];
    }

    /** Where the word of a token begins, as far as the window has it. */
    public int wordStart(int token) {
        int start = token;
        while (start > first && sameWord(start - 1, token)) {
            start--;
        }
        return start(start);
    }

    /** Where the word of a token ends, as far as the window has it. */
    public int wordEnd(int token) {
        int last = token;
        while (last + 1 < end && sameWord(last + 1, token)) {
            last++;
        }
        return end(last);
    }

    private boolean sameWord(int a, int b) {
        return window.words()[a] == window.words()[b];
    }
}
