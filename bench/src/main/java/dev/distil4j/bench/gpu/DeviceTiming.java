package dev.distil4j.bench.gpu;

import dev.distil4j.bench.contest.Quartiles;

import tools.jackson.databind.json.JsonMapper;

/**
 * How long a workload took, from ids in the host's memory to logits there.
 *
 * @param engine who computed it, and how
 * @param workload its name
 * @param sequences of a run
 * @param tokens of a run, without padding
 * @param millis of a run
 * @param runs how many were timed
 */
record DeviceTiming(
        String engine, String workload, int sequences, int tokens, Quartiles millis, int runs) {

    private static final JsonMapper JSON = new JsonMapper();

    /** One line. */
    String json() {
        return JSON.writeValueAsString(this);
    }

    static DeviceTiming of(String json) {
        return JSON.readValue(json, DeviceTiming.class);
    }

    double sequencesPerSecond() {
        return 1e3 * sequences / millis.median();
    }
}
