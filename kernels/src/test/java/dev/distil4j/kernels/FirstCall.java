package dev.distil4j.kernels;

import dev.distil4j.kernels.cpu.ScalarBackend;
import dev.distil4j.kernels.cpu.VectorBackend;

import java.util.Arrays;

/** Prints a hash of the bits of a JVM's very first call of each backend. */
final class FirstCall {

    private FirstCall() {}

    /** Backends are made without asking whether they are sensible: an interpreter's are not. */
    public static void main(String... names) {
        for (String name : names) {
            Backend backend =
                    name.equals(ScalarBackend.NAME)
                            ? new ScalarBackend(Threads.callerOnly())
                            : new VectorBackend(Threads.callerOnly());
            try (TinyLayer layer = new TinyLayer(backend)) {
                System.out.println(backend.name() + " " + hash(layer));
            }
        }
    }

    /** Small enough for an interpreter. */
    static String hash(TinyLayer layer) {
        float[] values = layer.forward(TinyLayer.batch(1, 5, 17));
        return Integer.toHexString(Arrays.hashCode(Bits.of(values)));
    }
}
