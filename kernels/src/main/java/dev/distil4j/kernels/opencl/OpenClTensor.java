package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Tensor;

/**
 * A matrix of one call, in a slot of its lane's memory: row-major, no gaps. When the slot gets another
 * tensor, this one can't be read any more.
 */
final class OpenClTensor implements Tensor {

    private final Slot slot;
    private final int rows;
    private final int cols;
    private final Storage storage;

    OpenClTensor(Slot slot, int rows, int cols, Storage storage) {
        this.slot = slot;
        this.rows = rows;
        this.cols = cols;
        this.storage = storage;
    }

    Slot slot() {
        return slot;
    }

    /** The values: the first rows·cols of the buffer. */
    DeviceBuffer values() {
        return slot.buffer();
    }

    /** How the values lie there. */
    Storage storage() {
        return storage;
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
