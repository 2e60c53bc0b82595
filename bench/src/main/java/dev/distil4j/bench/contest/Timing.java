package dev.distil4j.bench.contest;

import tools.jackson.databind.json.JsonMapper;

/**
 * What one JVM measured of one contender.
 *
 * @param workload its name
 * @param engine the contender's name
 * @param threads that worked on a run
 * @param busy processes that kept a core busy meanwhile
 * @param round which time this contender was measured
 * @param millis of a run
 * @param runs how many were timed
 * @param gflops of a run, GFLOP/s
 * @param peak GFLOP/s of as many threads that only multiply and add, before and after
 */
record Timing(
        String workload,
        String engine,
        int threads,
        int busy,
        int round,
        Quartiles millis,
        int runs,
        double gflops,
        double peak) {

    private static final JsonMapper JSON = new JsonMapper();

    /** One line. */
    String json() {
        return JSON.writeValueAsString(this);
    }

    static Timing of(String json) {
        return JSON.readValue(json, Timing.class);
    }

    /** The same, counted on behind so many rounds. */
    Timing after(int rounds) {
        return new Timing(
                workload, engine, threads, busy, rounds + round, millis, runs, gflops, peak);
    }

    /** The part of the peak that a run reaches; 0 where its operations are not known. */
    double share() {
        return gflops / peak;
    }
}
