package dev.distil4j.kernels;

/**
 * One inference: the operations of an encoder over one packed batch, in the order of the model.
 *
 * <p>A call belongs to the thread that began it; its tensors belong to it. On a CPU an operation
 * has been computed when the method returns; on a device it has been enqueued, and only {@link
 * #read} waits. {@code total} is the batch's number of tokens. Shapes that do not fit, and tensors,
 * selections or weights of elsewhere, are an {@link IllegalArgumentException} that names them;
 * anything after {@link #close}, and a tensor whose memory was given away, an {@link
 * IllegalStateException}. A tensor of an ended call, though, may have become one of a later call.
 */
public interface Call extends AutoCloseable {

    /**
     * LayerNorm(word[id] + position[place in its sequence] + type[type id]).
     *
     * @return [total, dim]
     * @throws IllegalArgumentException if an id or a length is outside the tables
     */
    Tensor embed(Embeddings embeddings);

    /**
     * activation(x·Wᵀ + b).
     *
     * @param x [rows, in]
     * @return [rows, out]
     */
    Tensor linear(Tensor x, Linear weights, Activation activation);

    /**
     * softmax(q·kᵀ / √headDim)·v within each sequence and head; no token sees another sequence.
     * Head h owns the columns h·headDim to (h + 1)·headDim of queries, keys and values.
     *
     * @param q [queries.count(), dim], one row for each selected row
     * @param kv [total, 2·dim], keys in the first half of a row, values in the second
     * @param heads divides dim
     * @return [queries.count(), dim]
     */
    Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries);

    /**
     * LayerNorm(x + residual), row by row.
     *
     * @param x [rows, dim]
     * @param residual [rows, dim]
     * @return [rows, dim]
     */
    Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm);

    /**
     * LayerNorm(x), row by row.
     *
     * @param x [rows, dim]
     * @return [rows, dim]
     */
    Tensor norm(Tensor x, LayerNorm norm);

    /**
     * A matrix of the caller's, copied before this returns.
     *
     * @param values [rows · cols], row-major
     * @return [rows, cols]
     */
    Tensor tensor(int rows, int cols, float[] values);

    /**
     * The selected rows of {@code x}; {@code x} itself when that is all of them.
     *
     * @param x [total, cols]
     * @return [selection.count(), cols]
     */
    Tensor rows(Tensor x, RowSelection selection);

    /**
     * Ends a step of the model: of all the call's tensors only {@code x} can be used from now on,
     * and later values are written where the others were.
     *
     * @return {@code x}
     */
    Tensor retain(Tensor x);

    /** Waits for {@code x} and copies it out: [rows · cols], row-major. */
    float[] read(Tensor x);

    /** Gives scratch memory and helping threads back. Idempotent. */
    @Override
    void close();
}
