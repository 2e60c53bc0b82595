package dev.distil4j.tokenizer;

import java.util.Arrays;

/**
 * A word of normalised text, with the offsets each code point had in the original. Refilled for
 * every word: only as many code points are kept as a known word may have, since a longer one is
 * unknown whatever it holds.
 */
final class Word {
    private final int maxLength;
    private int[] codePoints = new int[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int length;
    private int end;

    /** A word that keeps {@code maxLength} code points. */
    Word(int maxLength) {
        this.maxLength = maxLength;
    }

    void clear() {
        length = 0;
    }

    void append(int codePoint, int start, int end) {
        if (length < maxLength) {
            if (length == codePoints.length) {
                grow();
            }
            codePoints[length] = codePoint;
            starts[length] = start;
            ends[length] = end;
        }
        // One more than fits says "too long"; counting on would overflow on a word of 2^31.
        if (length <= maxLength) {
            length++;
        }
        this.end = end;
    }

    boolean isEmpty() {
        return length == 0;
    }

    boolean isTooLong() {
        return length > maxLength;
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

    /** The code points that are kept, as text. */
    @Override
    public String toString() {
        return new String(codePoints, 0, Math.min(length, maxLength));
    }

    private void grow() {
        int capacity = (int) Math.min(maxLength, 2L * codePoints.length);
        codePoints = Arrays.copyOf(codePoints, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
    }
}
