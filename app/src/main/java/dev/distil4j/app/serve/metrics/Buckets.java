package dev.distil4j.app.serve.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Upper bounds of histograms, where text-embeddings-inference has them. */
final class Buckets {

    private Buckets() {}

    /** Of durations in seconds: 35, from 15 µs to 14.6 s, each half as much again. */
    static double[] durations() {
        return DoubleStream.iterate(1.5e-5, bound -> bound * 1.5)
                .limit(35)
                .map(bound -> new BigDecimal(bound, new MathContext(6)).doubleValue())
                .toArray();
    }

    /** Powers of two from 1 to 2 to the power of {@code exponent}. */
    static double[] powersOfTwo(int exponent) {
        return IntStream.rangeClosed(0, exponent).mapToDouble(i -> 1L << i).toArray();
    }

    /** Powers of two up to a number, at least 1. */
    static double[] powersOfTwoUpTo(long most) {
        return powersOfTwo(63 - Long.numberOfLeadingZeros(most));
    }
}
