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

    private final IdSequences sequences;
    private int[] ids = {};
    private int[] typeIds = {};

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

    /**
     * The next batch; the one before must no longer be used.
     *
     * @param maxTokens tokens of the batch, more only for a single sequence
     */
    public TokenBatch next(int maxTokens) {
        int from = packed;
        packed = end(from, maxTokens);
        int first = sequences.start(from);
        int tokens = sequences.start(packed) - first;
        if (tokens > ids.length) {
            int room = Math.max(tokens, maxTokens);
            ids = new int[room];
            typeIds = new int[room];
        }
        System.arraycopy(sequences.ids(), first, ids, 0, tokens);
        System.arraycopy(sequences.typeIds(), first, typeIds, 0, tokens);
        int[] starts = new int[packed - from + 1];
        Arrays.setAll(starts, s -> sequences.start(from + s) - first);
        return new TokenBatch(ids, typeIds, starts);
    }

    /** The sequence that a batch from this one on ends before. */
    private int end(int from, int maxTokens) {
        int end = from + 1;
        while (end < sequences.count()
                && sequences.start(end + 1) - sequences.start(from) <= maxTokens) {
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
