package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Tensor;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * A matrix of one call, in a slot of its scratch memory: row-major, no gaps. When the slot gets
 * another tensor, this one can't be read any more; when the call has ended, a later one may make
 * it a tensor of its own.
 */
final class CpuTensor implements Tensor {

    private @Nullable Slot slot;
    private int rows;
    private int cols;

    /** Becomes the matrix in this slot. */
    void take(Slot slot, int rows, int cols) {
        this.slot = slot;
        this.rows = rows;
        this.cols = cols;
        slot.hold(this, rows * cols);
    }

    /** The values: the first rows·cols of the array. */
    float[] values() {
        return slot().values();
    }

    Slot slot() {
        return Objects.requireNonNull(slot);
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
