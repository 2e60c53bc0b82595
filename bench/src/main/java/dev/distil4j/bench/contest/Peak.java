package dev.distil4j.bench.contest;

import dev.distil4j.bench.FmaPeak;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Measures what the processor can do at this very moment, by {@link FmaPeak}. */
final class Peak {

    private static final double SECONDS = 0.4;

    private Peak() {}

    /** Floating point operations a second of so many threads together. */
    static double flops(int threads) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            Callable<Double> one = Peak::oneThread;
            double sum = 0;
            for (Future<Double> share :
                    executor.invokeAll(Stream.generate(() -> one).limit(threads).toList())) {
                sum += share.get();
            }
            return sum;
        }
    }

    /** The first half of the time warms up. */
    private static double oneThread() {
        FmaPeak peak = new FmaPeak();
        time(peak);
        return time(peak);
    }

    private static double time(FmaPeak peak) {
        long start = System.nanoTime();
        int calls = 0;
        double seconds;
        do {
            if (Float.isNaN(peak.fma())) {
                throw new IllegalStateException("the chains must stay finite");
            }
            calls++;
            seconds = (System.nanoTime() - start) * 1e-9;
        } while (seconds < SECONDS / 2);
        return (double) calls * FmaPeak.FLOP / seconds;
    }
}
