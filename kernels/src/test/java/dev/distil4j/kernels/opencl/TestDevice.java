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
        OpenClDevice device = get();
        Device about = device.about();
        Device.Limits limits = about.limits();
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
                                limits.computeUnits(),
                                limits.megahertz(),
                                bytes,
                                limits.ownMemory(),
                                maxAllocation,
                                limits.localMemory(),
                                limits.maxWorkGroup()),
                        about.refusal()),
                device.roundsDivisions());
    }

    static OpenClBackend backend() {
        OpenClDevice device = get();
        return new OpenClBackend(device, Tuning.defaults(device));
    }
}
