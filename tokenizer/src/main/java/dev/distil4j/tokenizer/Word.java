package dev.distil4j.tokenizer;

/**
 * A word of normalised text, with the offsets each code point had in the original. Refilled for
 * every word: only its first {@value #MAX_LENGTH} code points are kept, since a longer one is
 * unknown whatever it holds.
 */
final class Word {
    /** The reference's {@code max_input_chars_per_word}, in code points. */
    static final int MAX_LENGTH = 100;

    private final int[] codePoints = new int[MAX_LENGTH];
    private final int[] starts = new int[MAX_LENGTH];
    private final int[] ends = new int[MAX_LENGTH];
    private int length;
    private int end;

    void clear() {
        length = 0;
    }

    void append(int codePoint, int start, int end) {
        if (length < MAX_LENGTH) {
            codePoints[length] = codePoint;
            starts[length] = start;
            ends[length] = end;
        }
        // One more than fits says "too long"; counting on would overflow on a word of 2^31.
        length = Math.min(length + 1, MAX_LENGTH + 1);
        this.end = end;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isTooLong() {
        return length > MAX_LENGTH;
    }

    /** Length in code points, of a word that is not too long. */
    int length() {
        return length;
    }

    int codePoint(int index) {
        return codePoints[index];
    }

    /** Where the code point begins in the original text. */
    int start(int index) {
        return starts[index];
    }

    /** Where the code point ends in the original text. */
    int end(int index) {
        return ends[index];
    }

    /** Where the word ends in the original text. */
    int end() {
        return end;
    }
}
