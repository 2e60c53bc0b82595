package dev.distil4j.kernels;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Sequences of tokens, one after the other, without padding.
 *
 * <p>Sequence {@code s} occupies the rows {@code starts[s]} (inclusive) to {@code starts[s + 1]}
 * (exclusive) of every tensor that is computed from the batch. The arrays are not copied and must
 * not change until the calls over the batch are closed.
 *
 * @param ids vocabulary ids; an array that is used again may be longer than [total]
 * @param typeIds token types, as long as ids, or null when all are 0
 * @param starts [sequences + 1], from 0 to total, ascending: no sequence is empty
 */
@SuppressWarnings("ArrayRecordComponent") // a packed batch is its arrays; it is never compared
public record TokenBatch(int[] ids, int @Nullable [] typeIds, int[] starts) {

    public TokenBatch {
        if (starts.length == 0 || starts[0] != 0 || starts[starts.length - 1] > ids.length) {
            throw new IllegalArgumentException(
                    "starts must run from 0 to the number of ids at most, " + ids.length);
        }
        for (int s = 1; s < starts.length; s++) {
            if (starts[s] <= starts[s - 1]) {
                throw new IllegalArgumentException("sequence " + (s - 1) + " has no tokens");
            }
        }
        if (typeIds != null && typeIds.length != ids.length) {
            throw new IllegalArgumentException(
                    "%d ids but %d type ids".formatted(ids.length, typeIds.length));
        }
    }

    /** A batch of one sequence. */
    public static TokenBatch of(int... ids) {
        return new TokenBatch(ids, null, new int[] {0, ids.length});
    }

    /** Number of sequences. */
    public int sequences() {
        return starts.length - 1;
    }

    /** Number of tokens of all sequences. */
    public int total() {
        return starts[starts.length - 1];
    }

    /** Number of tokens of sequence {@code s}. */
    public int length(int s) {
        return starts[s + 1] - starts[s];
    }

    /** A batch of the sequences {@code from} (inclusive) to {@code to} (exclusive) alone. */
    public TokenBatch part(int from, int to) {
        int first = starts[from];
        int end = starts[to];
        int[] partStarts = new int[to - from + 1];
        Arrays.setAll(partStarts, s -> starts[from + s] - first);
        return new TokenBatch(
                Arrays.copyOfRange(ids, first, end),
                typeIds == null ? null : Arrays.copyOfRange(typeIds, first, end),
                partStarts);
    }
}
