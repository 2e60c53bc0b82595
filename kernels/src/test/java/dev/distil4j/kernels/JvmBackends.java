package dev.distil4j.kernels;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jdk.incubator.vector.FloatVector;

import java.util.stream.Stream;

/** The backends of this JVM, which was started for vectors of one width, or for one backend alone. */
public final class JvmBackends {

    private static final int PREFERRED_BITS = FloatVector.SPECIES_PREFERRED.vectorBitSize();

    /** The only backend that this JVM was started to test, such as opencl; else those of the CPU. */
    private static final String ONLY = System.getProperty("distil4j.test.backend");

    /** The width that this JVM was started for. */
    static final int BITS = Integer.getInteger("distil4j.vector.bits", PREFERRED_BITS);

    /** Two helpers for every call; shared, since idle pools would pile up. */
    public static final Threads THREE = Threads.own(3);

    private JvmBackends() {}

    /** Every backend of the CPU that can be had, scalar among them: the parameter of a test class. */
    public static Stream<String> names() {
        if (ONLY != null) {
            return Stream.of(ONLY);
        }
        return Backends.offers().stream()
                .filter(Offer.Available.class::isInstance)
                .map(offer -> ((Offer.Available) offer).backend());
    }

    public static Backend open(String name, Threads threads) {
        return Backends.named(name, threads).backend();
    }

    /** Skips a test of vectors where they can't exist: a wider CPU runs it. */
    public static void assumeWidthExists() {
        assumeTrue(
                BITS <= PREFERRED_BITS,
                () ->
                        "vectors of %d bits do not exist on this CPU, whose widest have %d"
                                .formatted(BITS, PREFERRED_BITS));
    }
}
