package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

/**
 * The product of few rows and a layer: the rows are packed once, a chunk is a range of columns. Set
 * anew for every product of a call.
 */
@SuppressWarnings("NullAway.Init") // set before it runs
final class ColumnRanges implements Crew.Part {

    private final CpuBackend backend;
    private CpuTensor x;
    private float[] packed;
    private CpuLinear layer;
    private Activation activation;
    private CpuTensor y;
    private int chunks;

    ColumnRanges(CpuBackend backend) {
        this.backend = backend;
    }

    /**
     * Makes ready for a product.
     *
     * @param packed what the backend made of all rows of x
     */
    void set(
            CpuTensor x,
            float[] packed,
            CpuLinear layer,
            Activation activation,
            CpuTensor y,
            int chunks) {
        this.x = x;
        this.packed = packed;
        this.layer = layer;
        this.activation = activation;
        this.y = y;
        this.chunks = chunks;
    }

    @Override
    public void run(int chunk, Workspace workspace) {
        int panels = layer.panelCount();
        int panelFrom = (int) ((long) panels * chunk / chunks);
        int panelTo = (int) ((long) panels * (chunk + 1) / chunks);
        backend.multiply(
                x.values(),
                packed,
                0,
                x.rows(),
                layer,
                panelFrom,
                panelTo,
                activation,
                y.values(),
                workspace);
    }
}
