package dev.distil4j.kernels;

/** Prepared embedding tables; made by {@link Weights#embeddings}. */
public interface Embeddings {
    /** Rows of the word table: ids are below this. */
    int vocabulary();

    /** Rows of the position table: no sequence may be longer. */
    int positions();

    /** Length of a row. */
    int dim();
}
