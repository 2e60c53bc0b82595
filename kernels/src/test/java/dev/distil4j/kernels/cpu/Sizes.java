package dev.distil4j.kernels.cpu;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Awkward sizes: below, at and beyond the widths of vectors, tiles and chunks. */
final class Sizes {

    static final int[] ALL = {1, 2, 7, 8, 9, 31, 33, 64, 65, 100, 768};

    private Sizes() {}

    /** Three sizes; every pair of places takes every pair of sizes (an orthogonal array). */
    static Stream<int[]> triples() {
        int n = ALL.length;
        return IntStream.range(0, n * n)
                .mapToObj(i -> new int[] {ALL[i / n], ALL[i % n], ALL[(i / n + i % n) % n]});
    }
}
