package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;

/** The first device of this machine, which tests of this package compute on. */
final class TestDevice {

    private TestDevice() {}

    static OpenClDevice get() {
        return OpenClDevices.list().getFirst();
    }

    /** The device as if it had no more memory than that, and gave no more of it in one piece. */
    static OpenClDevice withMemory(long bytes, long maxAllocation) {
        Device.Limits limits = get().about().limits();
        return with(bytes, maxAllocation, limits.localMemory(), limits.maxWorkGroup());
    }

    /** The device as if it had no more room for work-groups than that. */
    static OpenClDevice withWorkGroups(long localMemory, int items) {
        Device.Limits limits = get().about().limits();
        return with(limits.memory(), limits.maxAllocation(), localMemory, items);
    }

    private static OpenClDevice with(
            long memory, long maxAllocation, long localMemory, int maxWorkGroup) {
        OpenClDevice device = get();
        Device about = device.about();
        return new OpenClDevice(
                device.platform(),
                device.id(),
                new Device(
                        about.index(),
                        about.name(),
                        about.vendor(),
                        about.platform(),
                        about.driver(),
                        about.version(),
                        about.type(),
                        new Device.Limits(
                                about.limits().computeUnits(),
                                about.limits().megahertz(),
                                memory,
                                about.limits().ownMemory(),
                                maxAllocation,
                                localMemory,
                                maxWorkGroup),
                        about.refusal()),
                device.roundsDivisions());
    }

    static OpenClBackend backend() {
        OpenClDevice device = get();
        return new OpenClBackend(device, Tuning.defaults(device));
    }
}
