package dev.distil4j.bench.contest;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Measures one contender in this JVM, which {@link Compare} starts for that alone: the peak, a
 * warm-up, timed runs, the peak again. Prints one line of JSON.
 */
final class Measure {

    private Measure() {}

    /** Arguments: workload, engine, threads, busy, round, seconds of warm-up and of timing. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Workload workload = Workloads.of(args[0]);
        int threads = Integer.parseInt(args[2]);
        double peak = Peak.flops(threads);
        double[] millis;
        try (Contender contender = workload.open(args[1], threads)) {
            warmUp(contender, Double.parseDouble(args[5]));
            millis = time(contender::run, Double.parseDouble(args[6]));
        }
        peak = Math.max(peak, Peak.flops(threads)); // load can only hide it
        Quartiles quartiles = Quartiles.of(millis);
        Timing timing =
                new Timing(
                        workload.name(),
                        args[1],
                        threads,
                        Integer.parseInt(args[3]),
                        Integer.parseInt(args[4]),
                        quartiles,
                        millis.length,
                        workload.flop() / quartiles.median() * 1e-6,
                        peak * 1e-9);
        System.out.println(timing.json());
    }

    private static void warmUp(Contender contender, double seconds) {
        long start = System.nanoTime();
        do {
            contender.warmUp();
        } while (System.nanoTime() - start < seconds * 1e9);
    }

    /** Milliseconds of each run. */
    static double[] time(Runnable work, double seconds) {
        List<Double> millis = new ArrayList<>();
        long start = System.nanoTime();
        long now = start;
        while (now - start < seconds * 1e9) {
            work.run();
            long end = System.nanoTime();
            millis.add((end - now) * 1e-6);
            now = end;
        }
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
