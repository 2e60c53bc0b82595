package dev.distil4j.tokenizer;

import java.util.Arrays;

/** Normalised text that is kept, with the place in the original of each of its UTF-16 units. */
final class NormalizedText implements CodePointStage {
    private final StringBuilder chars = new StringBuilder();
    private int[] starts = new int[64];
    private int[] ends = new int[64];

    @Override
    public void accept(int codePoint, int start, int end) {
        int from = chars.length();
        chars.appendCodePoint(codePoint);
        if (chars.length() > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
            ends = Arrays.copyOf(ends, 2 * ends.length);
        }
        Arrays.fill(starts, from, chars.length(), start);
        Arrays.fill(ends, from, chars.length(), end);
    }

    @Override
    public void release() {}

    @Override
    public void finish() {}

    void clear() {
        chars.setLength(0);
    }

    boolean isEmpty() {
        return chars.isEmpty();
    }

    /** How many UTF-16 units there are. */
    int length() {
        return chars.length();
    }

    CharSequence chars() {
        return chars;
    }

    /** Where the unit begins in the original. */
    int start(int index) {
        return starts[index];
    }

    /** Where the unit ends in the original. */
    int end(int index) {
        return ends[index];
    }

    /** Sends {@code [from, to)} on. */
    void replay(int from, int to, CodePointStage next) {
        for (int i = from; i < to; ) {
            int codePoint = Character.codePointAt(chars, i);
            next.accept(codePoint, starts[i], ends[i]);
            i += Character.charCount(codePoint);
        }
    }

    @Override
    public String toString() {
        return chars.toString();
    }
}
