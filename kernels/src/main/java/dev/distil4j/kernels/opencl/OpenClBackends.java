package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.Offer;

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

    /** A backend on the first device that can be used. */
    public static Backend open() {
        OpenClDevice device =
                OpenClDevices.list().stream()
                        .filter(found -> found.about().refusal().isEmpty())
                        .findFirst()
                        .orElseThrow();
        return new OpenClBackend(device, Tuning.defaults(device));
    }
}
