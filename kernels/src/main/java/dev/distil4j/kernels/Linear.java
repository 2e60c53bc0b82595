package dev.distil4j.kernels;

/** A prepared fully connected layer; made by {@link Weights#linear}. */
public interface Linear {
    /** Length of an input row. */
    int in();

    /** Length of an output row. */
    int out();
}
