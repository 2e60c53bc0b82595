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

    private static final double SECONDS = 0.2;

    /** Calls after which the loop has surely been compiled. */
    private static final int COLD_CALLS = 30;

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

    private static double oneThread() {
        FmaPeak peak = new FmaPeak();
        for (int call = 0; call < COLD_CALLS; call++) {
            requireFinite(peak.fma());
        }
        return time(peak);
    }

    private static void requireFinite(float sum) {
        if (Float.isNaN(sum)) {
            throw new IllegalStateException("the chains must stay finite");
        }
    }

    private static double time(FmaPeak peak) {
        long start = System.nanoTime();
        int calls = 0;
        double seconds;
        do {
            requireFinite(peak.fma());
            calls++;
            seconds = (System.nanoTime() - start) * 1e-9;
        } while (seconds < SECONDS);
        return (double) calls * FmaPeak.FLOP / seconds;
    }
}
