package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;

import java.util.Optional;

/** Devices that are not there. */
final class ImaginaryDevice {

    private ImaginaryDevice() {}

    static OpenClDevice named(String name, String driver) {
        return with(name, driver, 132, 48 << 10, 1024);
    }

    static OpenClDevice with(
            String name, String driver, int computeUnits, long localMemory, int maxWorkGroup) {
        Device about =
                new Device(
                        0,
                        name,
                        "vendor",
                        "platform",
                        driver,
                        "OpenCL 3.0",
                        Device.Type.GPU,
                        new Device.Limits(
                                computeUnits,
                                1000,
                                1L << 30,
                                true,
                                1L << 30,
                                localMemory,
                                maxWorkGroup),
                        Optional.empty());
        return new OpenClDevice(null, null, about, true);
    }
}
