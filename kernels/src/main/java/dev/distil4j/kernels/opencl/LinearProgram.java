package dev.distil4j.kernels.opencl;

import static dev.distil4j.kernels.opencl.Program.define;

import dev.distil4j.kernels.Activation;

import java.util.ArrayList;
import java.util.List;

/**
 * The product of a fully connected layer: {@code linear.cl}.
 *
 * @param storage of x, the weights and y
 * @param vectorWidth values of a row that are read at once: 4, or 1 where rows are no multiple of it
 */
record LinearProgram(ProductConfig config, Storage storage, int vectorWidth, Activation activation)
        implements Product {

    static LinearProgram of(ProductConfig config, OpenClLinear layer, Activation activation) {
        return new LinearProgram(
                config, layer.owner().storage(), layer.in() % 4 == 0 ? 4 : 1, activation);
    }

    @Override
    public List<String> sources() {
        return List.of("activation.cl", "storage.cl", "linear.cl");
    }

    @Override
    public List<String> defines() {
        List<String> defines = new ArrayList<>(config.defines());
        defines.add(define("VECTOR_WIDTH", vectorWidth));
        defines.add(Product.define(activation));
        defines.add(storage.define());
        return defines;
    }

    @Override
    public void multiply(Lane lane, DeviceBuffer x, OpenClLinear layer, DeviceBuffer y, int rows) {
        lane.kernel(this, "linear")
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
                        config.itemsAcross(),
                        config.itemsDown());
    }
}
