package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * Layer normalisation of rows, with or without a residual added first: {@code add_norm.cl}.
 *
 * @param storage of the tensors
 * @param dim length of a row
 */
record NormProgram(Storage storage, int dim) implements Program {

    /** Items of a work-group. */
    static final int ITEMS = 64;

    @Override
    public List<String> sources() {
        return List.of("storage.cl", "layer_norm.cl", "add_norm.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(storage.define(), define("DIM", dim), define("ITEMS", ITEMS));
    }

    /**
     * y = LayerNorm(x + residual).
     *
     * @param x [rows, dim]
     * @param residual [rows, dim]
     * @param y [rows, dim]
     */
    void addNorm(
            Lane lane,
            DeviceBuffer x,
            DeviceBuffer residual,
            OpenClLayerNorm norm,
            DeviceBuffer y,
            int rows) {
        lane.kernel(this, "add_norm")
                .with(x)
                .with(residual)
                .with(norm.weight())
                .with(norm.bias())
                .with(norm.eps())
                .with(y)
                .run(rows, 1, ITEMS, 1);
    }

    /**
     * y = LayerNorm(x).
     *
     * @param x [rows, dim]
     * @param y [rows, dim]
     */
    void norm(Lane lane, DeviceBuffer x, OpenClLayerNorm norm, DeviceBuffer y, int rows) {
        lane.kernel(this, "norm")
                .with(x)
                .with(norm.weight())
                .with(norm.bias())
                .with(norm.eps())
                .with(y)
                .run(rows, 1, ITEMS, 1);
    }
}
