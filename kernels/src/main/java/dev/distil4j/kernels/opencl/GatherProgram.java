package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * Selected rows of a matrix: {@code gather.cl}.
 *
 * @param storage of the matrix and the rows
 */
record GatherProgram(Storage storage) implements Program {

    private static final int ITEMS = 64;

    @Override
    public List<String> sources() {
        return List.of("storage.cl", "gather.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(storage.define(), define("ITEMS", ITEMS));
    }

    /**
     * y = the selected rows of x.
     *
     * @param x [total, cols]
     * @param selected [count]
     * @param y [count, cols]
     */
    void rows(
            Lane lane, DeviceBuffer x, DeviceBuffer selected, DeviceBuffer y, int count, int cols) {
        lane.kernel(this, "gather")
                .with(x)
                .with(selected)
                .with(y)
                .with(cols)
                .run(Math.ceilDiv(cols, ITEMS), count, ITEMS, 1);
    }
}
