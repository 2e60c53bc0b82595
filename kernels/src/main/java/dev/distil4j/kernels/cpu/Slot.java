package dev.distil4j.kernels.cpu;

import org.jspecify.annotations.Nullable;

/** Memory for one tensor after the other. */
final class Slot {

    private float[] values = {};
    private @Nullable CpuTensor holder;

    /** Gives the memory to {@code tensor}; the values it had are lost. */
    void hold(CpuTensor tensor, int size) {
        if (values.length < size) {
            values = new float[size];
        }
        holder = tensor;
    }

    /** Takes the memory from whoever has it. */
    void free() {
        holder = null;
    }

    @SuppressWarnings("ReferenceEquality") // the very handle
    boolean isHeldBy(CpuTensor tensor) {
        return holder == tensor;
    }

    float[] values() {
        return values;
    }
}
