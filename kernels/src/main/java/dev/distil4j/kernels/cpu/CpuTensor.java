package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Tensor;

/**
 * A matrix of one call, in a slot of its scratch memory: row-major, no gaps. When the slot gets
 * another tensor, this one can't be read any more.
 */
final class CpuTensor implements Tensor {

    private final Slot slot;
    private final int rows;
    private final int cols;

    /** Takes the slot over. */
    CpuTensor(Slot slot, int rows, int cols) {
        this.slot = slot;
        this.rows = rows;
        this.cols = cols;
        slot.hold(this, rows * cols);
    }

    /** The values: the first rows·cols of the array. */
    float[] values() {
        return slot.values();
    }

    Slot slot() {
        return slot;
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
