package dev.distil4j.kernels;

import dev.distil4j.kernels.Backends.Choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Chooses among the devices of a machine, and remembers why it is not a better one.
 *
 * @param opener makes a backend of a device that nothing speaks against so far
 */
record DeviceChoice(Devices devices, Opener opener) {

    /** The best device: the prefix of each one's name, too. */
    static final String ANY = "opencl";

    /** The best GPU, or else the best of the CPU's own backends. */
    static final String AUTO_GPU = "auto-gpu";

    /** Makes a backend. */
    interface Opener {
        /**
         * @throws DeviceException if the device fails, or computes wrongly
         * @throws IllegalArgumentException if it can't compute in that precision
         */
        Backend open(Device device, Precision precision);
    }

    /** Whether that is the name of a device, or of them all. */
    static boolean isName(String name) {
        return name.equals(ANY) || name.startsWith(ANY + ":");
    }

    /**
     * The backend of that name.
     *
     * @throws IllegalArgumentException with the reason, if it can't be had
     */
    Choice named(String name, Precision precision) {
        if (devices.refusal().isPresent()) {
            throw new IllegalArgumentException(devices.refusal().get().toString());
        }
        List<Device> candidates =
                name.equals(ANY)
                        ? devices.ranked()
                        : devices.list().stream()
                                .filter(device -> device.backend().equals(name))
                                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no device '%s'; choose one of %s".formatted(name, names()));
        }
        List<Offer.Refused> refusals = new ArrayList<>();
        return first(candidates, precision, refusals)
                .map(backend -> new Choice(backend, refusals))
                .orElseThrow(() -> new IllegalArgumentException(sentences(refusals)));
    }

    private String names() {
        return devices.list().stream().map(Device::backend).collect(Collectors.joining(", "));
    }

    private static String sentences(List<Offer.Refused> refusals) {
        return refusals.stream().map(Object::toString).collect(Collectors.joining("; "));
    }

    /** The best GPU, if one can be had; {@code refusals} gets why not, or why not a better one. */
    Optional<Backend> gpu(Precision precision, List<Offer.Refused> refusals) {
        List<Device> gpus =
                devices.ranked().stream()
                        .filter(device -> device.type() == Device.Type.GPU)
                        .toList();
        if (gpus.isEmpty()) {
            refusals.add(
                    devices.refusal()
                            .orElse(new Offer.Refused(ANY, "no device here is a GPU", "")));
        }
        return first(gpus, precision, refusals);
    }

    private Optional<Backend> first(
            List<Device> candidates, Precision precision, List<Offer.Refused> refusals) {
        for (Device device : candidates) {
            if (device.refusal().isPresent()) {
                refusals.add(device.refusal().get());
                continue;
            }
            try {
                return Optional.of(opener.open(device, precision));
            } catch (DeviceException | IllegalArgumentException e) {
                refusals.add(
                        new Offer.Refused(device.backend(), String.valueOf(e.getMessage()), ""));
            }
        }
        return Optional.empty();
    }
}
