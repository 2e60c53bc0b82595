package dev.distil4j.kernels;

import org.jspecify.annotations.Nullable;

/**
 * The weights of one model in the layout that its backend computes with: packed panels on a CPU,
 * buffers on a device. The sources are read while a method runs and not kept.
 */
public interface Weights extends AutoCloseable {

    /**
     * A fully connected layer y = x·Wᵀ + b.
     *
     * @param weight [out, in]
     * @param bias [out]
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
     */
    Embeddings embeddings(Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm);

    /** Bytes that the prepared weights occupy. */
    long bytes();

    /** Frees the weights; no call may use them any more. Idempotent. */
    @Override
    void close();
}
