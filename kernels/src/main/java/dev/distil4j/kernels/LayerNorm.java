package dev.distil4j.kernels;

/** A prepared layer normalisation; made by {@link Weights#layerNorm}. */
public interface LayerNorm {
    /** Length of a row. */
    int dim();
}
