package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Tensor;

/** A slot of scratch memory and the shape of what lies in it now: row-major, no gaps. */
final class CpuTensor implements Tensor {

    private int rows;
    private int cols;
    float[] values = {};

    /** Takes a new shape; what the slot held is lost. */
    void reshape(int rows, int cols) {
        int size = Math.multiplyExact(rows, cols);
        if (values.length < size) {
            values = new float[size];
        }
        this.rows = rows;
        this.cols = cols;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int cols() {
        return cols;
    }
}
