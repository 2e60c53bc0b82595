package dev.distil4j.kernels;

/**
 * A value inside a {@link Call}: a matrix of float32, wherever the backend keeps it, of less than
 * 2³¹ values. It can be used until the call ends or {@link Call#retain} gives its memory to later
 * values.
 */
public interface Tensor {
    int rows();

    int cols();
}
