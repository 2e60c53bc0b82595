package dev.distil4j.bench.contest;

import dev.distil4j.bench.plot.RatioBars;
import dev.distil4j.bench.program.Program;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Makes tables and pictures of all that {@link Compare} and {@link Sweep} have measured, and puts
 * them where the pages have room for them:
 *
 * <ul>
 *   <li>{@code bench/results/NAME.jsonl} becomes the table {@code NAME} of {@code
 *       bench/RESULTS.md}, all of them together {@code docs/plots/ratios.svg} and the table {@code
 *       summary} of {@code README.md};
 *   <li>{@code bench/results/NAME.csv} becomes {@code docs/plots/NAME.svg}, shown at {@code NAME} of
 *       {@code bench/RESULTS.md}.
 * </ul>
 */
@Command(
        name = "plot",
        mixinStandardHelpOptions = true,
        description = "Makes the tables and plots of the pages from bench/results.")
final class Plot implements Callable<Integer> {

    @Parameters(paramLabel = "ROOT", description = "The project's folder, .. from bench.")
    private Path root = Path.of("");

    public static void main(String[] args) {
        Program.main(new Plot(), args);
    }

    @Override
    public Integer call() throws IOException {
        draw(root);
        return 0;
    }

    static void draw(Path root) throws IOException {
        List<Timing> timings = new ArrayList<>();
        Map<String, String> results = new TreeMap<>();
        int rounds = 0;
        for (Path file : measured(root, ".jsonl")) {
            List<Timing> those = read(file, Timing::of);
            results.put(stem(file), Table.of(those));
            // Files know nothing of each other: a round of the one is no round of the other.
            int before = rounds;
            for (Timing timing : those) {
                timings.add(timing.after(before));
                rounds = Math.max(rounds, before + timing.round() + 1);
            }
        }
        for (Path file : measured(root, ".csv")) {
            SweepPlot plot = new SweepPlot(readSweep(file));
            write(root, stem(file), plot.svg());
            results.put(
                    stem(file),
                    "![%s](../docs/plots/%s.svg)\n".formatted(plot.title(), stem(file)));
        }
        MarkedPage.fill(root.resolve("bench/RESULTS.md"), results);
        if (!timings.isEmpty()) {
            List<Contest> contests = Contest.of(timings);
            write(root, "ratios", ratios(contests));
            MarkedPage.fill(
                    root.resolve("README.md"),
                    Map.of(
                            "summary",
                            Table.summary(contests)
                                    + "\n"
                                    + "![Our time over that of"
                                    + " others](docs/plots/ratios.svg)\n"));
        }
    }

    private static String ratios(List<Contest> contests) {
        List<RatioBars.Bar> bars = new ArrayList<>();
        for (Contest contest : contests) {
            for (Contest.Duel duel : contest.duels()) {
                Quartiles ratio = duel.ratio();
                bars.add(
                        new RatioBars.Bar(
                                contest.caption(),
                                duel.name(),
                                ratio.q1(),
                                ratio.median(),
                                ratio.q3()));
            }
        }
        return RatioBars.svg(
                "Our time over that of others", "our time / theirs (smaller is better)", bars);
    }

    private static List<Path> measured(Path root, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("bench/results"))) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** Headers may stand between the points of several runs. */
    private static List<SweepPoint> readSweep(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> !line.equals(SweepPoint.HEADER))
                .map(SweepPoint::of)
                .toList();
    }

    private static <T> List<T> read(Path file, Function<String, T> line) throws IOException {
        return Files.readAllLines(file).stream().map(line).toList();
    }

    private static void write(Path root, String name, String svg) throws IOException {
        Path file = root.resolve("docs/plots/" + name + ".svg");
        Files.createDirectories(file.getParent());
        Files.writeString(file, svg);
    }
}
