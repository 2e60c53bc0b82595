package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Embeddings;

/**
 * Embedding tables in device memory, row-major.
 *
 * @param owner what it was prepared in
 * @param word [vocabulary, dim]
 * @param position [positions, dim]
 * @param type [types, dim]; anything for a model without token types, whose {@code types} are 0
 */
record OpenClEmbeddings(
        OpenClWeights owner,
        int vocabulary,
        int positions,
        int types,
        DeviceBuffer word,
        DeviceBuffer position,
        DeviceBuffer type,
        OpenClLayerNorm norm)
        implements Embeddings {
    @Override
    public int dim() {
        return norm.dim();
    }
}
