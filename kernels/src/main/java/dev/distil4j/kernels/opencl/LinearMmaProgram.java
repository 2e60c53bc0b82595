package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;

import java.util.ArrayList;
import java.util.List;

/** The product of a fully connected layer on tensor cores: {@code linear_mma.cl}. */
record LinearMmaProgram(TensorCores cores, MmaConfig config, Activation activation)
        implements Product {

    /** Halves that are copied at once; a row must be made of them. */
    private static final int CHUNK = 8;

    /** Whether it can multiply with that layer. */
    static boolean fits(OpenClLinear layer) {
        return layer.owner().storage() == Storage.F16 && layer.in() % CHUNK == 0;
    }

    @Override
    public List<String> sources() {
        return cores.sources("activation.cl", "linear_mma.cl");
    }

    @Override
    public List<String> defines() {
        List<String> defines = new ArrayList<>(config.defines());
        defines.add(Product.define(activation));
        return defines;
    }

    @Override
    public void multiply(Lane lane, DeviceBuffer x, OpenClLinear layer, DeviceBuffer y, int rows) {
        lane.kernel(this, "linear_mma")
                .with(x)
                .with(layer.weight())
                .with(layer.bias())
                .with(y)
                .with(rows)
                .with(layer.in())
                .with(layer.out())
                .run(
                        Math.ceilDiv(layer.out(), config.tileCols()),
                        Math.ceilDiv(rows, config.tileRows()),
                        config.items(),
                        1);
    }
}
