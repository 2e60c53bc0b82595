package dev.distil4j.kernels;

import java.nio.file.Path;
import java.util.List;

/**
 * What tuning a device has found.
 *
 * @param file where it is kept
 * @param products the fastest way for each shape
 */
public record TuningResult(Path file, List<Product> products) {

    public TuningResult {
        products = List.copyOf(products);
    }

    /**
     * A product of [rows, in] and [in, out].
     *
     * @param precision of its values: f16 is on tensor cores
     * @param tiles how it is cut
     * @param nanos how long it takes
     */
    public record Product(
            int rows, int in, int out, Precision precision, String tiles, long nanos) {

        /** Floating point operations in a nanosecond. */
        public double gflops() {
            return 2.0 * rows * in * out / nanos;
        }
    }
}
