package dev.distil4j.kernels.opencl;

/** Scaled dot-product attention. */
interface Attention extends Program {

    /** Queries of a work-group. */
    int tileQueries();

    /**
     * softmax(q·kᵀ / √headDim)·v for one tile of queries after the other.
     *
     * @param q [queries, dim]
     * @param kv [total, 2·dim]
     * @param tiles of {@link #tileQueries} queries at most
     * @param y [queries, dim]
     */
    void attend(
            Lane lane,
            DeviceBuffer q,
            DeviceBuffer kv,
            int dim,
            int heads,
            QueryTiles tiles,
            DeviceBuffer y);
}
