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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Timings as a table in Markdown: of each contender the median of its rounds' medians with the
 * quartiles, its share of the peak, and this project's time over its time, which is taken round by
 * round since the machine's speed may change between them.
 */
final class Table {

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
        StringBuilder table =
                new StringBuilder(
                        """
                        | workload | threads | busy processes | engine | ms (quartiles) | share of the peak | ours / theirs (quartiles) | rounds |
                        |---|---|---|---|---|---|---|---|
                        """);
        for (Contest contest : Contest.of(timings)) {
            for (String engine : contest.engines().keySet()) {
                table.append(row(contest, engine));
            }
        }
        return table.toString();
    }

    private static String row(Contest contest, String engine) {
        List<Timing> theirs = contest.engines().getOrDefault(engine, List.of());
        double[] ratios = contest.ratios(engine);
        boolean alone = engine.equals("distil4j") || ratios.length == 0;
        double share = quartiles(theirs, Timing::share).median();
        return "| %s | %d | %d | %s | %s | %s | %s | %d |%n"
                .formatted(
                        contest.workload(),
                        contest.threads(),
                        contest.busy(),
                        engine,
                        spread(quartiles(theirs, timing -> timing.millis().median())),
                        share == 0 ? "" : rounded(share),
                        alone ? "" : spread(Quartiles.of(ratios)),
                        theirs.size());
    }

    /**
     * A line for each workload in which a peer took part, on most threads and with all cores free:
     * medians alone, and all peers in one column.
     */
    static String summary(List<Contest> contests) {
        Map<String, Contest> lines = new LinkedHashMap<>();
        for (Contest contest : contests) {
            if (contest.busy() == 0 && !contest.duels().isEmpty()) {
                lines.merge(
                        contest.workload(), contest, (a, b) -> a.threads() >= b.threads() ? a : b);
            }
        }
        StringBuilder table =
                new StringBuilder(
                        """
                        | | ms | our time / theirs |
                        |---|---|---|
                        """);
        for (Contest contest : lines.values()) {
            String duels =
                    contest.duels().stream()
                            .map(duel -> rounded(duel.ratio().median()) + " " + duel.name())
                            .collect(Collectors.joining("; "));
            table.append(
                    "| %s | %s | %s |%n"
                            .formatted(contest.caption(), millis(contest.ours()), duels));
        }
        return table.toString();
    }

    private static String millis(List<Timing> rounds) {
        return rounded(quartiles(rounds, timing -> timing.millis().median()).median());
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
