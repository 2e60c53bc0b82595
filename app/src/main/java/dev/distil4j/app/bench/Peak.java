package dev.distil4j.app.bench;

import dev.distil4j.kernels.cpu.VectorPeak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the processor can do at this moment. Other work on the machine, and its clock, change that
 * from minute to minute, so each measurement has a peak of its own.
 */
final class Peak {

    private Peak() {}

    /** GFLOP/s of so many threads together that do nothing but multiply and add vectors. */
    static double gflops(int threads, double seconds) {
        List<CompletableFuture<Double>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<Double> share = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> share.complete(ofOneThread(seconds)));
            shares.add(share);
        }
        return shares.stream().mapToDouble(CompletableFuture::join).sum();
    }

    /** The first half of the time warms up. */
    private static double ofOneThread(double seconds) {
        time(seconds / 2);
        return time(seconds / 2);
    }

    private static double time(double seconds) {
        long start = System.nanoTime();
        double elapsed;
        long calls = 0;
        do {
            if (!Float.isFinite(VectorPeak.run(0.999f))) {
                throw new IllegalStateException("the chains must stay finite");
            }
            calls++;
            elapsed = (System.nanoTime() - start) * 1e-9;
        } while (elapsed < seconds);
        return calls * 1e-9 * VectorPeak.FLOP / elapsed;
    }
}
