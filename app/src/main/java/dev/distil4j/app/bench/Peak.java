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

    /** Calls until the loop runs as compiled, however little time is given. */
    private static final int WARM_UP = 30;

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

    /** By its median call, as lines are measured: interruptions touch neither. */
    private static double ofOneThread(double seconds) {
        for (int i = 0; i < WARM_UP; i++) {
            multiplyAndAdd();
        }
        Stopwatch.Time time = new Stopwatch(seconds).time(Peak::multiplyAndAdd);
        return VectorPeak.FLOP / time.millis() * 1e-6;
    }

    private static void multiplyAndAdd() {
        if (!Float.isFinite(VectorPeak.run(0.999f))) {
            throw new IllegalStateException("the chains must stay finite");
        }
    }
}
