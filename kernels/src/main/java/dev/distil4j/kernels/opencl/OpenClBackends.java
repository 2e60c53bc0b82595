package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Weights;

import java.util.List;
import java.util.Optional;

/** The way into this package. It loads where JOCL is missing. */
public final class OpenClBackends {

    /** What all devices have in common: the name of a refusal of them all. */
    public static final String NAME = "opencl";

    private OpenClBackends() {}

    /** The devices of this machine, or why there is none. */
    public static Devices devices() {
        Optional<Offer.Refused> missing = Jocl.missing();
        if (missing.isPresent()) {
            return new Devices(List.of(), missing);
        }
        List<Device> found = OpenClDevices.list().stream().map(OpenClDevice::about).toList();
        return new Devices(
                found, found.isEmpty() ? Optional.of(OpenClDevices.none()) : Optional.empty());
    }

    /**
     * A backend on a device, which has proved that it computes rightly in that precision.
     *
     * @throws dev.distil4j.kernels.DeviceException if it fails, or computes wrongly
     * @throws IllegalArgumentException if it can't compute in that precision
     */
    public static Backend open(Device device, Precision precision) {
        OpenClDevice opened = OpenClDevices.list().get(device.index());
        OpenClBackend backend = new OpenClBackend(opened, Tuning.defaults(opened));
        try (Weights _ = backend.prepare(precision)) {
            return backend;
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }
}
