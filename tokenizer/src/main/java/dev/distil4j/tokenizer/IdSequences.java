package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The ids of many inputs, one sequence behind the other and without offsets: what a model computes
 * from. Made to be filled, read and cleared again and again, so that encoding allocates next to
 * nothing; made by {@link WordPieceTokenizer#idSequences}. For one thread at a time.
 *
 * {@snippet :
 * IdSequences sequences = tokenizer.idSequences();
 * sequences.add("A gripping, funny film", null);
 * int[] ids = Arrays.copyOfRange(sequences.ids(), sequences.start(0), sequences.start(1));
 * sequences.clear();
 * }
 */
public final class IdSequences {
    /** Ids that are cleared without giving their memory back. */
    private static final int KEPT_IDS = 1 << 14;

    /** UTF-16 units of a text whose pipeline is kept: a stage may have held back all of it. */
    private static final int KEPT_LENGTH = 1 << 16;

    private final WordPieceTokenizer tokenizer;
    private Pipeline first;
    private Pipeline second;
    private int longest;

    private int[] ids = new int[64];
    private int[] typeIds = new int[64];
    private int total;
    private int[] starts = new int[16];
    private int count;

    IdSequences(WordPieceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        first = tokenizer.pipeline();
        second = tokenizer.pipeline();
    }

    /**
     * Encodes a text, or a pair of texts, just as {@link WordPieceTokenizer#encode(String, String)}
     * does. If that fails, the sequences stay as they were.
     *
     * @param pair the second text, or null
     * @throws InputTooLongException if they have too many tokens and these may not be dropped
     */
    public void add(String text, @Nullable String pair) {
        longest = Math.max(longest, Math.max(text.length(), pair == null ? 0 : pair.length()));
        TokenBuffer tokens = first.only(text);
        TokenBuffer pairTokens = second.only(pair == null ? "" : pair);
        tokenizer.append(new Tokens(tokens, pairTokens, pair != null), this);
    }

    /** Adds what has been encoded already. */
    public void add(Encoding encoding) {
        int length = encoding.length();
        reserve(length);
        System.arraycopy(encoding.ids(), 0, ids, total, length);
        System.arraycopy(encoding.typeIds(), 0, typeIds, total, length);
        total += length;
        endSequence();
    }

    /** Adds a token to the sequence that is not yet ended. */
    void append(int id, int type) {
        reserve(1);
        ids[total] = id;
        typeIds[total++] = type;
    }

    /** Adds the beginning of a text to the sequence that is not yet ended. */
    void append(TokenBuffer tokens, int length, int type) {
        reserve(length);
        tokens.copyIds(ids, total, length);
        Arrays.fill(typeIds, total, total + length, type);
        total += length;
    }

    void endSequence() {
        if (++count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count] = total;
    }

    private void reserve(int more) {
        int needed = Math.addExact(total, more);
        if (needed > ids.length) {
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * ids.length));
            ids = Arrays.copyOf(ids, capacity);
            typeIds = Arrays.copyOf(typeIds, capacity);
        }
    }

    /** How many sequences there are. */
    public int count() {
        return count;
    }

    /**
     * Where a sequence begins in {@link #ids}, and the one before ends.
     *
     * @param sequence 0 to {@link #count}
     */
    public int start(int sequence) {
        return starts[sequence];
    }

    /** How many tokens a sequence has, its frame included. */
    public int length(int sequence) {
        return starts[sequence + 1] - starts[sequence];
    }

    /** The ids of all sequences, and more; not a copy, and another array after the next one. */
    public int[] ids() {
        return ids;
    }

    /** 0 for each id of a first text and its frame, 1 for those of a second; lies as the ids do. */
    public int[] typeIds() {
        return typeIds;
    }

    /**
     * Forgets all sequences. Their memory is kept, up to 16,384 ids and what a text of 65,536
     * UTF-16 units may have taken on its way; beyond that it is given back.
     */
    public void clear() {
        if (total > KEPT_IDS) {
            ids = new int[64];
            typeIds = new int[64];
            starts = new int[16];
        }
        if (longest > KEPT_LENGTH) {
            first = tokenizer.pipeline();
            second = tokenizer.pipeline();
        }
        total = 0;
        count = 0;
        longest = 0;
    }
}
