package dev.distil4j.kernels;

import dev.distil4j.kernels.cpu.CpuBackends;
import dev.distil4j.kernels.opencl.OpenClBackends;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses a backend, by what the platform is and never by timing, and remembers why it is not a
 * better one.
 */
public final class Backends {

    /**
     * The backend that was taken.
     *
     * @param refusals the better ones that were not, best first
     * @param shortfall what was asked for, and why this one stands in for it; a sentence
     */
    public record Choice(
            Backend backend, List<Offer.Refused> refusals, Optional<String> shortfall) {

        /** The one that was asked for. */
        Choice(Backend backend, List<Offer.Refused> refusals) {
            this(backend, List.copyOf(refusals), Optional.empty());
        }

        /** Of the CPU, where a GPU was asked for; {@code gpus} says why there is none. */
        Choice insteadOfGpu(List<Offer.Refused> gpus) {
            return new Choice(
                    backend,
                    Stream.concat(gpus.stream(), refusals.stream()).toList(),
                    Optional.of(
                            gpus.stream()
                                    .map(Offer.Refused::sentence)
                                    .collect(
                                            Collectors.joining(
                                                    "; ", "no GPU can be used (", ")"))));
        }
    }

    private Backends() {}

    /** All backends of this CPU, best first; the last one is always available. */
    public static List<Offer> offers() {
        return CpuBackends.offers();
    }

    /** The best backend of this CPU that can be had. A device is never taken unasked. */
    public static Choice best(Threads threads) {
        List<Offer.Refused> refusals = new ArrayList<>();
        for (Offer offer : offers()) {
            switch (offer) {
                case Offer.Available available -> {
                    return new Choice(available.open().apply(threads), refusals);
                }
                case Offer.Refused refused -> refusals.add(refused);
            }
        }
        throw new IllegalStateException("no backend at all: " + refusals);
    }

    /**
     * The backend of that name, to compute in float32.
     *
     * @throws IllegalArgumentException with the reason, if it can't be had
     */
    public static Choice named(String name, Threads threads) {
        return named(name, threads, Precision.F32);
    }

    /**
     * The backend of that name: one of this CPU; {@code opencl}, the best device that can be used;
     * {@code opencl:N}, the one of that number; or {@code auto-gpu}, the best GPU that can be used,
     * and the best backend of the CPU if there is none.
     *
     * @param precision that it must compute in
     * @throws IllegalArgumentException with the reason, if it can't be had
     */
    public static Choice named(String name, Threads threads, Precision precision) {
        if (name.equals(DeviceChoice.AUTO_GPU)) {
            return gpuOrBest(threads, precision);
        }
        return DeviceChoice.isName(name) ? devices().named(name, precision) : ofCpu(name, threads);
    }

    private static Choice gpuOrBest(Threads threads, Precision precision) {
        List<Offer.Refused> refusals = new ArrayList<>();
        Optional<Backend> gpu = devices().gpu(precision, refusals);
        if (gpu.isPresent()) {
            return new Choice(gpu.get(), refusals);
        }
        return best(threads).insteadOfGpu(refusals);
    }

    private static DeviceChoice devices() {
        return new DeviceChoice(Devices.find(), OpenClBackends::open);
    }

    private static Choice ofCpu(String name, Threads threads) {
        List<String> names = new ArrayList<>();
        for (Offer offer : offers()) {
            switch (offer) {
                case Offer.Available available -> {
                    if (available.backend().equals(name)) {
                        return new Choice(available.open().apply(threads), List.of());
                    }
                    names.add(available.backend());
                }
                case Offer.Refused refused -> {
                    String backend = refused.backend();
                    // A refusal of vector is one of every vector-512, vector-256, …
                    if (name.equals(backend) || name.startsWith(backend + "-")) {
                        throw new IllegalArgumentException(refused.toString());
                    }
                    names.add(backend);
                }
            }
        }
        names.addAll(List.of(DeviceChoice.ANY, DeviceChoice.AUTO_GPU));
        throw new IllegalArgumentException(
                "there is no backend '%s'; choose one of %s"
                        .formatted(name, String.join(", ", names)));
    }
}
