package dev.distil4j.kernels.opencl;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/** Device memory for one tensor after the other. */
final class Slot {

    private final DeviceQueue queue;
    private @Nullable DeviceBuffer buffer;
    private @Nullable OpenClTensor holder;

    Slot(DeviceQueue queue) {
        this.queue = queue;
    }

    /** Makes the memory large enough, if it is not; the values it had are lost. */
    Slot ensure(long bytes) {
        if (bytes() < Math.max(bytes, 1)) {
            release();
            buffer = queue.allocate(roomy(bytes));
        }
        return this;
    }

    /** An eighth more at most, so that a slightly longer batch fits as well. */
    private long roomy(long bytes) {
        long step = Math.max(64, Long.highestOneBit(bytes) / 8);
        long rounded = Math.ceilDiv(Math.max(bytes, 1), step) * step;
        return Math.max(bytes, Math.min(rounded, queue.maxAllocation()));
    }

    long bytes() {
        return buffer == null ? 0 : buffer.bytes();
    }

    /** The memory, after {@link #ensure}. */
    DeviceBuffer buffer() {
        return Objects.requireNonNull(buffer);
    }

    /** Gives the memory to {@code tensor}. */
    void hold(OpenClTensor tensor) {
        holder = tensor;
    }

    /** Takes the memory from whoever has it. */
    void free() {
        holder = null;
    }

    @SuppressWarnings("ReferenceEquality") // the very handle
    boolean isHeldBy(OpenClTensor tensor) {
        return holder == tensor;
    }

    /** Gives the memory back to the device, as soon as what was enqueued with it is done. */
    void release() {
        holder = null;
        if (buffer != null) {
            queue.free(buffer);
            buffer = null;
        }
    }
}
