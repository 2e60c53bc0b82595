package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import java.util.List;

/**
 * Values in another storage: {@code convert.cl}.
 *
 * @param to what they become
 */
record ConvertProgram(Storage to) implements Program {

    private static final int ITEMS = 64;

    @Override
    public List<String> sources() {
        return List.of("storage.cl", "convert.cl");
    }

    @Override
    public List<String> defines() {
        return List.of(to.define(), define("ITEMS", ITEMS));
    }

    /**
     * y = x.
     *
     * @param x [count]
     * @param y [count]
     */
    void convert(Lane lane, DeviceBuffer x, DeviceBuffer y, int count) {
        lane.kernel(this, "convert")
                .with(x)
                .with(y)
                .with(count)
                .run(Math.ceilDiv(count, ITEMS), 1, ITEMS, 1);
    }
}
