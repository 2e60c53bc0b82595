package dev.distil4j.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Timings as a table in Markdown: of each contender the median of its rounds' medians with the
 * quartiles, its share of the peak, and this project's time over its time, which is taken round by
 * round since the machine's speed may change between them.
 */
final class Table {

    private record Line(String workload, int threads) {}

    private Table() {}

    /** Arguments: files of timings, one JSON object a line. */
    public static void main(String[] args) throws IOException {
        List<Timing> timings = new ArrayList<>();
        for (String file : args) {
            try (Stream<String> lines = Files.lines(Path.of(file))) {
                lines.map(Timing::of).forEach(timings::add);
            }
        }
        System.out.print(of(timings));
    }

    static String of(List<Timing> timings) {
        Map<Line, Map<String, List<Timing>>> lines = new LinkedHashMap<>();
        for (Timing timing : timings) {
            lines.computeIfAbsent(
                            new Line(timing.workload(), timing.threads()),
                            line -> new LinkedHashMap<>())
                    .computeIfAbsent(timing.engine(), engine -> new ArrayList<>())
                    .add(timing);
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | workload | threads | engine | ms (quartiles) | share of the peak | ours / theirs (quartiles) | rounds |
                        |---|---|---|---|---|---|---|
                        """);
        lines.forEach(
                (line, engines) ->
                        engines.forEach(
                                (engine, rounds) ->
                                        table.append(
                                                row(
                                                        line,
                                                        engine,
                                                        rounds,
                                                        engines.getOrDefault(
                                                                "distil4j", List.of())))));
        return table.toString();
    }

    private static String row(Line line, String engine, List<Timing> theirs, List<Timing> ours) {
        double[] ratios = ratios(ours, theirs);
        boolean first = engine.equals("distil4j") || ratios.length == 0;
        return "| %s | %d | %s | %s | %.2f | %s | %d |%n"
                .formatted(
                        line.workload,
                        line.threads,
                        engine,
                        spread(quartiles(theirs, timing -> timing.millis().median())),
                        quartiles(theirs, Timing::share).median(),
                        first ? "" : spread(Quartiles.of(ratios)),
                        theirs.size());
    }

    private static double[] ratios(List<Timing> ours, List<Timing> theirs) {
        return theirs.stream()
                .flatMapToDouble(
                        their ->
                                ours.stream()
                                        .filter(our -> our.round() == their.round())
                                        .mapToDouble(
                                                our ->
                                                        our.millis().median()
                                                                / their.millis().median()))
                .toArray();
    }

    private static Quartiles quartiles(List<Timing> timings, ToDoubleFunction<Timing> value) {
        return Quartiles.of(timings.stream().mapToDouble(value).toArray());
    }

    private static String spread(Quartiles quartiles) {
        return "%.3g (%.3g–%.3g)".formatted(quartiles.median(), quartiles.q1(), quartiles.q3());
    }
}
