package dev.distil4j.testing;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Threads;

import java.util.List;

/** The backends that can be had in this JVM. */
public final class TestBackends {

    /** The best OpenCL device; not among those that need nothing but a JVM. */
    public static final String OPENCL = "opencl";

    private TestBackends() {}

    /** Names of those on the CPU, best first; the last one is scalar. */
    public static List<String> available() {
        return Backends.offers().stream()
                .filter(Offer.Available.class::isInstance)
                .map(offer -> ((Offer.Available) offer).backend())
                .toList();
    }

    /** Why others can't be had, and what would help. */
    public static List<Offer.Refused> refusals() {
        return Backends.offers().stream()
                .filter(Offer.Refused.class::isInstance)
                .map(Offer.Refused.class::cast)
                .toList();
    }

    /** Those that compute with vectors. */
    public static List<String> vectors() {
        return available().stream().filter(name -> name.startsWith("vector-")).toList();
    }

    /** The backend of that name on two threads. */
    public static Backend open(String name) {
        return open(name, 2);
    }

    /** The backend of that name. */
    public static Backend open(String name, int threads) {
        return Backends.named(name, Threads.own(threads)).backend();
    }
}
