package dev.distil4j.pipeline;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.IdSequences;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Encodes texts and puts them together to packed batches, in their order and without padding. The
 * batches lie one after the other in the same memory, which later calls use again.
 */
public final class Packer {

    /**
     * Tokens of a batch, more only for a single sequence: beyond this the weights are read often
     * enough from the cache, and scratch memory only grows.
     */
    private static final int MAX_TOKENS = 1024;

    private final IdSequences sequences;
    private int[] ids = new int[MAX_TOKENS];
    private int[] typeIds = new int[MAX_TOKENS];

    /** Sequences that have been in a batch. */
    private int packed;

    /** One without inputs. */
    public Packer(WordPieceTokenizer tokenizer) {
        sequences = tokenizer.idSequences();
    }

    /**
     * Takes one more input.
     *
     * @param pair the second of two texts, or null
     * @throws dev.distil4j.tokenizer.InputTooLongException if it has too many tokens
     */
    public void add(String text, @Nullable String pair) {
        sequences.add(text, pair);
    }

    /** Takes one more input, which has been encoded already. */
    public void add(Encoding encoding) {
        sequences.add(encoding);
    }

    /** Whether some inputs have not been in a batch. */
    public boolean hasNext() {
        return packed < sequences.count();
    }

    /** The next batch; the one before must no longer be used. */
    public TokenBatch next() {
        int from = packed;
        packed = end(from);
        int first = sequences.start(from);
        int tokens = sequences.start(packed) - first;
        if (tokens > ids.length) {
            ids = new int[tokens];
            typeIds = new int[tokens];
        }
        System.arraycopy(sequences.ids(), first, ids, 0, tokens);
        System.arraycopy(sequences.typeIds(), first, typeIds, 0, tokens);
        int[] starts = new int[packed - from + 1];
        Arrays.setAll(starts, s -> sequences.start(from + s) - first);
        return new TokenBatch(ids, typeIds, starts);
    }

    /** The sequence that a batch from this one on ends before. */
    private int end(int from) {
        int end = from + 1;
        while (end < sequences.count()
                && sequences.start(end + 1) - sequences.start(from) <= MAX_TOKENS) {
            end++;
        }
        return end;
    }

    /** Forgets all inputs. */
    public void clear() {
        sequences.clear();
        packed = 0;
    }
}
