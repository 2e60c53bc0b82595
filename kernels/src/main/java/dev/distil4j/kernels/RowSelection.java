package dev.distil4j.kernels;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * The rows of a packed batch that somebody asks for: a classifier wants the first of each sequence,
 * a tagger wants all. The last layer of a model computes no others.
 */
public final class RowSelection {

    private final TokenBatch batch;
    private final int[] starts;

    /** The selected rows, and maybe more behind them. */
    private final int @Nullable [] rows;

    private RowSelection(TokenBatch batch, int[] starts, int @Nullable [] rows) {
        this.batch = batch;
        this.starts = starts;
        this.rows = rows;
    }

    /** Every row. */
    public static RowSelection all(TokenBatch batch) {
        return new RowSelection(batch, batch.starts(), null);
    }

    /** The first row of every sequence, where BERT's {@code [CLS]} stands. */
    public static RowSelection first(TokenBatch batch) {
        int[] starts = new int[batch.sequences() + 1];
        Arrays.setAll(starts, s -> s);
        return new RowSelection(batch, starts, batch.starts());
    }

    /**
     * The given rows.
     *
     * @param rows ascending row numbers of the packed batch; a sequence may have none
     * @throws IllegalArgumentException if they are not ascending or outside the batch
     */
    public static RowSelection of(TokenBatch batch, int... rows) {
        int[] starts = new int[batch.sequences() + 1];
        int next = 0;
        for (int s = 0; s < batch.sequences(); s++) {
            while (next < rows.length && rows[next] < batch.starts()[s + 1]) {
                if (rows[next] < 0 || (next > 0 && rows[next] <= rows[next - 1])) {
                    throw new IllegalArgumentException(
                            "rows must ascend from 0: " + Arrays.toString(rows));
                }
                next++;
            }
            starts[s + 1] = next;
        }
        if (next < rows.length) {
            throw new IllegalArgumentException(
                    "row %d is outside the batch of %d rows".formatted(rows[next], batch.total()));
        }
        return new RowSelection(batch, starts, rows.clone());
    }

    /** Whether these are rows of this very batch. */
    @SuppressWarnings("ReferenceEquality") // equal batches would have equal rows, at a price
    public boolean isOf(TokenBatch batch) {
        return this.batch == batch;
    }

    /** Whether this is every row of the batch, so that nothing need be gathered. */
    public boolean isAll() {
        return rows == null;
    }

    /** Number of selected rows. */
    public int count() {
        return starts[starts.length - 1];
    }

    /** The row of the packed batch that is the {@code i}-th selected one. */
    public int row(int i) {
        return rows == null ? i : rows[i];
    }

    /**
     * The first selected row of sequence {@code s}, counted among the selected ones; those of
     * {@code s} end where those of {@code s + 1} begin.
     */
    public int start(int s) {
        return starts[s];
    }
}
