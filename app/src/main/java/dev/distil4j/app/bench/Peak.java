package dev.distil4j.app.bench;

import dev.distil4j.kernels.cpu.VectorPeak;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the processor can do at this moment. Other work on the machine, and its clock, change that
 * from minute to minute, so each measurement has a peak of its own.
 */
final class Peak {

    /** Calls until the loop runs as compiled. */
    private static final int WARM_UP = 30;

    /** Calls that are timed. */
    private static final int CALLS = 201;

    private Peak() {}

    /** GFLOP/s of so many threads together that do nothing but multiply and add vectors. */
    static double gflops(int threads) {
        List<CompletableFuture<Double>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            CompletableFuture<Double> share = new CompletableFuture<>();
            Thread.ofPlatform().daemon().start(() -> share.complete(ofOneThread()));
            shares.add(share);
        }
        return shares.stream().mapToDouble(CompletableFuture::join).sum();
    }

    /**
     * By its median call, as lines are measured: interruptions touch neither. Its loop is its own:
     * the compiler would inline the peak into one that times other things too, and stop half way.
     */
    private static double ofOneThread() {
        for (int call = 0; call < WARM_UP; call++) {
            multiplyAndAdd();
        }
        long[] nanos = new long[CALLS];
        for (int call = 0; call < CALLS; call++) {
            long start = System.nanoTime();
            multiplyAndAdd();
            nanos[call] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return (double) VectorPeak.FLOP / nanos[CALLS / 2];
    }

    private static void multiplyAndAdd() {
        if (!Float.isFinite(VectorPeak.run(0.999f))) {
            throw new IllegalStateException("the chains must stay finite");
        }
    }
}
