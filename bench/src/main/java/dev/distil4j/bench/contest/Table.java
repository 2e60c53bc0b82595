package dev.distil4j.bench.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Timings as a table in Markdown: of each contender the median of its rounds' medians with the
 * quartiles, its share of the peak, and this project's time over its time, which is taken round by
 * round since the machine's speed may change between them.
 */
final class Table {

    private record Line(String workload, int threads, int busy) {}

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
                            new Line(timing.workload(), timing.threads(), timing.busy()),
                            line -> new LinkedHashMap<>())
                    .computeIfAbsent(timing.engine(), engine -> new ArrayList<>())
                    .add(timing);
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | workload | threads | busy processes | engine | ms (quartiles) | share of the peak | ours / theirs (quartiles) | rounds |
                        |---|---|---|---|---|---|---|---|
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
        boolean alone = engine.equals("distil4j") || ratios.length == 0;
        double share = quartiles(theirs, Timing::share).median();
        return "| %s | %d | %d | %s | %s | %s | %s | %d |%n"
                .formatted(
                        line.workload,
                        line.threads,
                        line.busy,
                        engine,
                        spread(quartiles(theirs, timing -> timing.millis().median())),
                        share == 0 ? "" : rounded(share),
                        alone ? "" : spread(Quartiles.of(ratios)),
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

    /** The median, with the quartiles in brackets. */
    static String spread(Quartiles quartiles) {
        return "%s (%s–%s)"
                .formatted(
                        rounded(quartiles.median()),
                        rounded(quartiles.q1()),
                        rounded(quartiles.q3()));
    }

    /** Three figures, or all before the point. */
    private static String rounded(double value) {
        int places = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
