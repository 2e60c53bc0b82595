package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Embeddings;

/**
 * Embedding tables in host memory, row-major.
 *
 * @param owner what it was prepared in
 * @param word [vocabulary, dim]
 * @param position [positions, dim]
 * @param type [types, dim]; no values for a model without token types
 */
record CpuEmbeddings(CpuWeights owner, Stored word, Stored position, Stored type, CpuLayerNorm norm)
        implements Embeddings {
    @Override
    public int vocabulary() {
        return word.length() / dim();
    }

    @Override
    public int positions() {
        return position.length() / dim();
    }

    int types() {
        return type.length() / dim();
    }

    @Override
    public int dim() {
        return norm.dim();
    }
}
