package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;

/**
 * The product of many rows and a layer: a chunk is a block of rows, which its thread packs, against
 * all columns. Set anew for every product of a call.
 */
@SuppressWarnings("NullAway.Init") // set before it runs
final class RowBlocks implements Crew.Part {

    /** Rows of a block: the weights, which come from memory, are read once for so many. */
    static final int BLOCK_ROWS = 384;

    private final CpuBackend backend;
    private CpuTensor x;
    private CpuLinear layer;
    private Activation activation;
    private CpuTensor y;
    private int height;

    RowBlocks(CpuBackend backend) {
        this.backend = backend;
    }

    /** Makes ready for a product; the number of its chunks. */
    int set(CpuTensor x, CpuLinear layer, Activation activation, CpuTensor y) {
        this.x = x;
        this.layer = layer;
        this.activation = activation;
        this.y = y;
        int rows = x.rows();
        int blocks = Math.max(Math.ceilDiv(rows, BLOCK_ROWS), backend.threads());
        // As many blocks for each thread, so that none is left with one more at the end.
        int even = Math.ceilDiv(blocks, backend.threads()) * backend.threads();
        height = Math.ceilDiv(rows, even);
        return Math.ceilDiv(rows, height);
    }

    @Override
    public void run(int chunk, Workspace workspace) {
        int from = chunk * height;
        int to = Math.min(from + height, x.rows());
        float[] packed = workspace.packed(backend.packedSize(to - from, layer.in()));
        backend.pack(x.values(), from, to, layer.in(), 0, layer.in(), packed);
        backend.multiply(
                x.values(),
                packed,
                from,
                to,
                layer,
                0,
                layer.panelCount(),
                activation,
                y.values(),
                workspace);
    }
}
