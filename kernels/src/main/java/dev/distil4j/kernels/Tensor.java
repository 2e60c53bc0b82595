package dev.distil4j.kernels;

/**
 * A value inside a {@link Call}: a matrix of float32, wherever the backend keeps it. It can be read
 * until the call ends or {@link Call#retain} gives its memory to later values.
 */
public interface Tensor {
    int rows();

    int cols();
}
