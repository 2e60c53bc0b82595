package dev.distil4j.kernels;

import dev.distil4j.kernels.cpu.CpuBackends;
import dev.distil4j.kernels.opencl.OpenClBackends;

import java.util.ArrayList;
import java.util.List;

/**
 * Chooses a backend, by what the platform is and never by timing, and remembers why it is not a
 * better one.
 */
public final class Backends {

    /**
     * The backend that was taken.
     *
     * @param refusals the better ones that were not, best first
     */
    public record Choice(Backend backend, List<Offer.Refused> refusals) {}

    private Backends() {}

    /** All backends of this platform, best first; the last one is always available. */
    public static List<Offer> offers() {
        return CpuBackends.offers();
    }

    /** The best backend that can be had here. */
    public static Choice best(Threads threads) {
        List<Offer.Refused> refusals = new ArrayList<>();
        for (Offer offer : offers()) {
            switch (offer) {
                case Offer.Available available -> {
                    return new Choice(available.open().apply(threads), List.copyOf(refusals));
                }
                case Offer.Refused refused -> refusals.add(refused);
            }
        }
        throw new IllegalStateException("no backend at all: " + refusals);
    }

    /**
     * The backend of that name.
     *
     * @throws IllegalArgumentException with the reason, if it can't be had
     */
    public static Choice named(String name, Threads threads) {
        if (name.startsWith(OpenClBackends.NAME)) {
            return new Choice(OpenClBackends.open(), List.of());
        }
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
        throw new IllegalArgumentException(
                "there is no backend '%s'; choose one of %s"
                        .formatted(name, String.join(", ", names)));
    }
}
