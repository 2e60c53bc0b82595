package dev.distil4j.kernels;

import dev.distil4j.kernels.opencl.OpenClBackends;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    /**
     * The best first: a GPU, an accelerator, a CPU; of two of a type that with a memory of its own,
     * and then that of the lower index. Usable or not.
     */
    public List<Device> ranked() {
        return list.stream()
                .sorted(
                        Comparator.comparing(Device::type)
                                .thenComparing(device -> !device.limits().ownMemory())
                                .thenComparingInt(Device::index))
                .toList();
    }

    /**
     * Finds the fastest way for a device to multiply, and keeps it in a file of the user's for
     * whoever opens the device later. Takes minutes on a CPU; results have the same bits either way.
     *
     * @param told hears what becomes of each candidate, a sentence at a time
     * @throws DeviceException if the device fails
     * @throws IOException if the file can't be written
     */
    public static TuningResult tune(Device device, Consumer<String> told) throws IOException {
        return OpenClBackends.tune(device, told);
    }

    /** Asks OpenCL. Where it is missing, in whole or in part, that is the refusal. */
    public static Devices find() {
        return OpenClBackends.devices();
    }
}
