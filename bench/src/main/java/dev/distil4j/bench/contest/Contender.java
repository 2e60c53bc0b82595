package dev.distil4j.bench.contest;

/**
 * An engine that does one workload: opened once, run as often as one likes, by one thread, closed.
 */
public interface Contender extends AutoCloseable {

    /** Does the work once; this is what is timed. */
    void run();

    /** What the last run computed, to be compared with the others before anything is timed. */
    float[] result();

    /** Runs something shorter that is like the work, where the work itself takes long. */
    default void warmUp() {
        run();
    }

    @Override
    void close();
}
