package dev.distil4j.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one model in the layout that its backend computes with: packed panels on a CPU,
 * buffers on a device. The sources are read while a method runs and not kept. What is prepared here
 * serves calls of the same backend.
 */
public interface Weights extends AutoCloseable {

    /**
     * A fully connected layer y = x·Wᵀ + b.
     *
     * @param weight [out, in]
     * @param bias [out]
     * @throws WeightRangeException if a weight is too large for the type that it is stored as
     */
    Linear linear(Matrix weight, float[] bias);

    /**
     * A normalisation of rows.
     *
     * @param weight [dim]
     * @param bias [dim]
     * @param eps added to the variance under the root
     */
    LayerNorm layerNorm(float[] weight, float[] bias, float eps);

    /**
     * Embedding tables and the normalisation of their sum.
     *
     * @param word [vocabulary, dim]
     * @param position [positions, dim]
     * @param type [types, dim], or null for a model without token types
     * @throws WeightRangeException if a weight is too large for the type that it is stored as
     */
    Embeddings embeddings(Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm);

    /** Bytes that the prepared weights occupy. */
    long bytes();

    /**
     * Frees the weights, as soon as what was begun with them is done. A call that uses them
     * afterwards gets an {@link IllegalStateException}; whoever closes them makes sure that no call
     * is just about to. Idempotent.
     */
    @Override
    void close();
}
