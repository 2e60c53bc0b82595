package dev.distil4j.bench.contest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All timings of a workload under the same conditions.
 *
 * @param engines rounds of each contender, by its name, in the order of the timings
 */
record Contest(String workload, int threads, int busy, Map<String, List<Timing>> engines) {

    private record Conditions(String workload, int threads, int busy) {}

    /**
     * This project against another.
     *
     * @param name the peer, as {@link Captions} names it
     * @param ratio our time over its time
     */
    record Duel(String name, Quartiles ratio) {}

    /**
     * Sorts timings, in their order, into contests.
     *
     * @throws IllegalArgumentException if a contender has two timings of one round, which would be
     *     mixed
     */
    static List<Contest> of(List<Timing> timings) {
        Map<Conditions, Map<String, List<Timing>>> contests = new LinkedHashMap<>();
        for (Timing timing : timings) {
            List<Timing> rounds =
                    contests.computeIfAbsent(
                                    new Conditions(
                                            timing.workload(), timing.threads(), timing.busy()),
                                    conditions -> new LinkedHashMap<>())
                            .computeIfAbsent(timing.engine(), engine -> new ArrayList<>());
            if (rounds.stream().anyMatch(other -> other.round() == timing.round())) {
                throw new IllegalArgumentException(
                        "%s, %d threads, %s: round %d is there twice; measure into a new file"
                                .formatted(
                                        timing.workload(),
                                        timing.threads(),
                                        timing.engine(),
                                        timing.round()));
            }
            rounds.add(timing);
        }
        return contests.entrySet().stream()
                .map(
                        entry ->
                                new Contest(
                                        entry.getKey().workload,
                                        entry.getKey().threads,
                                        entry.getKey().busy,
                                        entry.getValue()))
                .toList();
    }

    /** Our rounds; none if this project did not take part. */
    List<Timing> ours() {
        return engines.getOrDefault("distil4j", List.of());
    }

    /** Our time over another's, round by round, where both were measured. */
    double[] ratios(String engine) {
        return engines.getOrDefault(engine, List.of()).stream()
                .flatMapToDouble(
                        their ->
                                ours().stream()
                                        .filter(our -> our.round() == their.round())
                                        .mapToDouble(
                                                our ->
                                                        our.millis().median()
                                                                / their.millis().median()))
                .toArray();
    }

    /**
     * Against each peer, which this project with another model is not. Of variants of one peer the
     * fastest counts.
     */
    List<Duel> duels() {
        Map<String, Quartiles> hardest = new LinkedHashMap<>();
        for (String engine : engines.keySet()) {
            double[] ratios = ratios(engine);
            if (!engine.startsWith("distil4j") && ratios.length > 0) {
                hardest.merge(
                        Captions.engine(engine),
                        Quartiles.of(ratios),
                        (a, b) -> a.median() >= b.median() ? a : b);
            }
        }
        return hardest.entrySet().stream()
                .map(entry -> new Duel(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** Workload and conditions in words. */
    String caption() {
        return "%s, %d thread%s%s"
                .formatted(
                        Captions.workload(workload),
                        threads,
                        threads == 1 ? "" : "s",
                        busy == 0 ? "" : busy == 1 ? ", 1 core busy" : ", " + busy + " cores busy");
    }
}
