package dev.distil4j.kernels;

/**
 * What the operations of a call require of their inputs, whatever the backend: each method has the
 * arguments of its {@link Call} operation and refuses, by an {@link IllegalArgumentException} that
 * names them, those that do not fit.
 *
 * @param batch the batch of the call
 */
public record Shapes(TokenBatch batch) {

    /**
     * @param types rows of the table of token types, 0 if there is none
     */
    public void embed(Embeddings tables, int types) {
        for (int s = 0; s < batch.sequences(); s++) {
            if (batch.length(s) > tables.positions()) {
                throw refusal(
                        "sequence %d has %d tokens, the model %d positions",
                        s, batch.length(s), tables.positions());
            }
        }
        requireBelow(tables.vocabulary(), batch.ids(), "token id");
        int[] typeIds = batch.typeIds();
        if (typeIds != null && types > 0) {
            requireBelow(types, typeIds, "token type");
        }
    }

    private void requireBelow(int limit, int[] ids, String name) {
        for (int i = 0; i < batch.total(); i++) {
            int id = ids[i];
            if (id < 0 || id >= limit) {
                throw refusal("%s %d is outside the table of %d rows", name, id, limit);
            }
        }
    }

    public void linear(Tensor x, Linear layer) {
        if (x.cols() != layer.in()) {
            throw refusal("rows of %d values for a layer of %d inputs", x.cols(), layer.in());
        }
    }

    public void attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        requireOf(queries);
        int dim = q.cols();
        if (heads <= 0 || dim % heads != 0) {
            throw refusal("%d heads do not divide %d", heads, dim);
        }
        if (kv.rows() != batch.total() || kv.cols() != 2 * dim) {
            throw refusal(
                    "keys and values [%d, %d] for %d tokens of dimension %d",
                    kv.rows(), kv.cols(), batch.total(), dim);
        }
        if (q.rows() != queries.count()) {
            throw refusal("%d query rows for %d selected", q.rows(), queries.count());
        }
    }

    public void addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        if (x.rows() != residual.rows() || x.cols() != residual.cols() || x.cols() != norm.dim()) {
            throw refusal(
                    "[%d, %d] and [%d, %d] for a normalisation of %d",
                    x.rows(), x.cols(), residual.rows(), residual.cols(), norm.dim());
        }
    }

    public void norm(Tensor x, LayerNorm norm) {
        if (x.cols() != norm.dim()) {
            throw refusal("[%d, %d] for a normalisation of %d", x.rows(), x.cols(), norm.dim());
        }
    }

    public void tensor(int rows, int cols, float[] values) {
        if ((long) rows * cols != values.length) {
            throw refusal("%d values for a tensor [%d, %d]", values.length, rows, cols);
        }
    }

    public void rows(Tensor x, RowSelection selection) {
        requireOf(selection);
        if (x.rows() != batch.total()) {
            throw refusal("%d rows to select from in a batch of %d", x.rows(), batch.total());
        }
    }

    private void requireOf(RowSelection selection) {
        if (!selection.isOf(batch)) {
            throw refusal("the selected rows are of another batch");
        }
    }

    /** Checks that a result has less than 2³¹ values. */
    public static void result(int rows, int cols) {
        if ((long) rows * cols > Integer.MAX_VALUE) {
            throw refusal(
                    "a tensor of %d x %d values is too large; make the batch smaller", rows, cols);
        }
    }

    private static IllegalArgumentException refusal(String message, Object... arguments) {
        return new IllegalArgumentException(message.formatted(arguments));
    }
}
