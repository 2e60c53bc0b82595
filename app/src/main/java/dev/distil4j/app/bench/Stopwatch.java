package dev.distil4j.app.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Times something again and again. The first third of the time warms up and is not counted.
 *
 * @param seconds how long altogether, at least one run before and one after warming up
 */
record Stopwatch(double seconds) {

    /**
     * @param millis median of a run
     * @param runs that were timed
     */
    record Time(double millis, int runs) {}

    Time time(Runnable run) {
        repeat(run, seconds / 3);
        List<Double> millis = repeat(run, seconds * 2 / 3);
        Collections.sort(millis);
        return new Time(millis.get(millis.size() / 2), millis.size());
    }

    private static List<Double> repeat(Runnable run, double seconds) {
        List<Double> millis = new ArrayList<>();
        long start = System.nanoTime();
        long before = start;
        do {
            run.run();
            long after = System.nanoTime();
            millis.add((after - before) * 1e-6);
            before = after;
        } while ((before - start) * 1e-9 < seconds);
        return millis;
    }
}
