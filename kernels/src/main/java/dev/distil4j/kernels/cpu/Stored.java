package dev.distil4j.kernels.cpu;

/** Weights in host memory, in the type that they are stored as; read and written as float32. */
sealed interface Stored permits StoredF32, StoredF16, StoredBF16 {

    /** Number of weights. */
    int length();

    /** Bytes that they occupy. */
    long bytes();

    /**
     * An array with weights as float32, the first at {@link #place}: the weights themselves where
     * they are float32, else a copy, which lasts until the next reading with this workspace.
     */
    float[] floats(int from, int count, Workspace workspace);

    /** An array for weights that are to be kept, all zero from {@link #place} on. */
    float[] blank(int count, Workspace workspace);

    /** Where the weight {@code from} is in the array of {@link #floats} or {@link #blank}. */
    int place(int from);

    /** Stores what was written to the array of {@link #blank}, each value rounded to the nearest. */
    void keep(int from, int count, float[] floats);
}
