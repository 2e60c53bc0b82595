package dev.distil4j.tokenizer;

import java.util.Arrays;

/**
 * The tokens of one text at a time. It counts all of them but keeps only as many as a model could take, so a
 * text far too long costs time, not memory.
 */
final class TokenBuffer {
    private final int limit;
    private int[] ids = new int[32];
    private int[] starts = new int[32];
    private int[] ends = new int[32];
    private int[] words = new int[32];
    private long count;
    private int word = -1;

    /** A buffer that keeps the first {@code limit} tokens. */
    TokenBuffer(int limit) {
        this.limit = limit;
    }

    /** What is added from now on belongs to the next word. */
    void beginWord() {
        word++;
    }

    void add(int id, int start, int end) {
        if (count < limit) {
            int slot = (int) count;
            if (slot == ids.length) {
                grow();
            }
            ids[slot] = id;
            starts[slot] = start;
            ends[slot] = end;
            words[slot] = word;
        }
        count++;
    }

    /** Forgets all tokens; the next is one of another text. */
    void clear() {
        count = 0;
        word = -1;
    }

    /** Forgets all tokens but the first {@code count}. */
    void rewind(long count) {
        this.count = count;
    }

    /** How many tokens the text has, kept or not. */
    long count() {
        return count;
    }

    /** Copies some tokens to {@code target}, from slot {@code at} on. */
    void copyTo(Encoding target, int at, Range range) {
        int length = range.length();
        System.arraycopy(ids, range.from(), target.ids(), at, length);
        System.arraycopy(starts, range.from(), target.starts(), at, length);
        System.arraycopy(ends, range.from(), target.ends(), at, length);
        System.arraycopy(words, range.from(), target.words(), at, length);
    }

    /** Copies the ids of the first {@code length} tokens to {@code target}, from slot {@code at} on. */
    void copyIds(int[] target, int at, int length) {
        System.arraycopy(ids, 0, target, at, length);
    }

    private void grow() {
        int capacity = (int) Math.min(limit, 2L * ids.length);
        ids = Arrays.copyOf(ids, capacity);
        starts = Arrays.copyOf(starts, capacity);
        ends = Arrays.copyOf(ends, capacity);
        words = Arrays.copyOf(words, capacity);
    }
}
