package dev.distil4j.kernels;

import dev.distil4j.kernels.opencl.OpenClBackends;

import java.util.List;
import java.util.Optional;

/**
 * The devices that OpenCL names on this machine.
 *
 * @param list in the order of their index
 * @param refusal why there is none, if so
 */
public record Devices(List<Device> list, Optional<Offer.Refused> refusal) {

    public Devices {
        list = List.copyOf(list);
    }

    /** Asks OpenCL. Where it is missing, in whole or in part, that is the refusal. */
    public static Devices find() {
        return OpenClBackends.devices();
    }
}
