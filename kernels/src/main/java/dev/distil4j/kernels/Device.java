package dev.distil4j.kernels;

import java.util.Optional;

/**
 * A device that OpenCL names on this machine, whether it can be used or not.
 *
 * @param index its place in the list, from 0, by which {@code opencl:N} names it
 * @param vendor who made it
 * @param platform the OpenCL implementation that offers it, such as {@code NVIDIA CUDA}
 * @param driver version of its driver
 * @param version of OpenCL that it speaks, such as {@code OpenCL 3.0 CUDA}
 * @param type what it is
 * @param limits what it has
 * @param refusal why it can't be used, if so
 */
public record Device(
        int index,
        String name,
        String vendor,
        String platform,
        String driver,
        String version,
        Type type,
        Limits limits,
        Optional<Offer.Refused> refusal) {

    /** What a device is, the best for an encoder first. */
    public enum Type {
        GPU,
        ACCELERATOR,
        CPU,
        OTHER
    }

    /**
     * What a device has.
     *
     * @param computeUnits how many work-groups run at once, at least
     * @param megahertz highest clock frequency
     * @param memory bytes for weights and tensors
     * @param ownMemory whether that memory is not the processor's
     * @param maxAllocation bytes of one piece at most
     * @param localMemory bytes of a work-group at most
     * @param maxWorkGroup items of a work-group at most
     */
    public record Limits(
            int computeUnits,
            int megahertz,
            long memory,
            boolean ownMemory,
            long maxAllocation,
            long localMemory,
            int maxWorkGroup) {}

    /** The name of the backend that computes on it. */
    public String backend() {
        return "opencl:" + index;
    }
}
