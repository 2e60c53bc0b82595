package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;

/** The product of a fully connected layer. */
interface Product extends Program {

    /**
     * y = activation(x·Wᵀ + b).
     *
     * @param x [rows, in]
     * @param y [rows, out]
     */
    void multiply(Lane lane, DeviceBuffer x, OpenClLinear layer, DeviceBuffer y, int rows);

    /** The parameter of {@code activation.cl}. */
    static String define(Activation activation) {
        return Program.define(
                "ACTIVATION",
                switch (activation) {
                    case IDENTITY -> 0;
                    case GELU -> 1;
                    case RELU -> 2;
                    case TANH -> 3;
                });
    }
}
