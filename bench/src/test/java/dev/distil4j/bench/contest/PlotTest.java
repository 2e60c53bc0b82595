package dev.distil4j.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The way from files of made-up measurements to the pages. */
class PlotTest {

    @TempDir private Path root;

    @BeforeEach
    void measure() throws IOException {
        write(
                "bench/results/short.jsonl",
                timing("sentiment:16", "distil4j", 0, 6)
                        + timing("sentiment:16", "onnxruntime", 0, 10)
                        + timing("sentiment:16", "onnxruntime-optimised", 0, 8)
                        + timing("sentiment:16", "pytorch", 0, 12)
                        + timing("sentiment:16", "distil4j", 1, 6)
                        + timing("sentiment:16", "pytorch", 1, 24)
                        + oneThread("distil4j", 11)
                        + oneThread("pytorch", 33));
        write(
                "bench/results/tokens.jsonl",
                timing("tokens:9", "distil4j", 0, 1) + timing("tokens:9", "huggingface", 0, 10));
        write(
                "bench/results/length.csv",
                sweep("distil4j", 2, 1, 3) + sweep("distil4j", 512, 1, 300));
        write(
                "bench/results/batch.csv",
                sweep("distil4j", 32, 1, 10)
                        + sweep("distil4j", 32, 64, 320)
                        + sweep("onnxruntime", 32, 64, 640));
        write("README.md", "before\n<!-- results:summary -->\nold\n<!-- /results -->\nafter\n");
        write(
                "bench/RESULTS.md",
                place("short")
                        + "between $1\n"
                        + place("tokens")
                        + place("length")
                        + place("batch"));
    }

    @Test
    void theReadmeGetsALineForEachWorkloadOnMostThreads() throws Exception {
        Plot.draw(root);
        assertThat(read("README.md"))
                .isEqualTo(
                        """
                        before
                        <!-- results:summary -->

                        | | ms | our time / theirs |
                        |---|---|---|
                        | one text of 16 tokens, 2 threads | 6.00 | 0.750 ONNX Runtime; 0.375 PyTorch |
                        | tokens of 9 reviews, 2 threads | 1.00 | 0.100 HF tokenizers |

                        ![Our time over that of others](docs/plots/ratios.svg)

                        <!-- /results -->
                        after
                        """);
    }

    @Test
    void resultsGetEveryContenderAndThePlotsOfSweeps() throws Exception {
        Plot.draw(root);
        assertThat(read("bench/RESULTS.md"))
                .contains("| sentiment:16 | 2 | 0 | onnxruntime-optimised | 8.00 (8.00–8.00) |")
                .contains("<!-- /results -->\nbetween $1\n<!-- results:tokens -->")
                .contains("| tokens:9 | 2 | 0 | huggingface | 10.0 (10.0–10.0) |")
                .contains(
                        "<!-- results:length -->\n\n"
                                + "![Time of one text against its length]"
                                + "(../docs/plots/length.svg)\n")
                .contains("](../docs/plots/batch.svg)\n")
                .doesNotContain("old");
    }

    @Test
    void aSecondTimeChangesNothing() throws Exception {
        Plot.draw(root);
        String readme = read("README.md");
        String results = read("bench/RESULTS.md");
        Plot.draw(root);
        assertThat(read("README.md")).isEqualTo(readme);
        assertThat(read("bench/RESULTS.md")).isEqualTo(results);
    }

    @Test
    void picturesSayInWordsWhatTheyShow() throws Exception {
        Plot.draw(root);
        assertThat(read("docs/plots/ratios.svg"))
                .contains(
                        "medians: one text of 16 tokens, 2 threads, ONNX Runtime 0.75;"
                                + " one text of 16 tokens, 2 threads, PyTorch 0.38;"
                                + " one text of 16 tokens, 1 thread, PyTorch 0.33;");
        assertThat(read("docs/plots/length.svg"))
                .contains("Distil4J, 2 threads: 3.00 at 2, 300 at 512.");
        assertThat(read("docs/plots/batch.svg"))
                .contains("Distil4J, 2 threads: 100 at 1, 200 at 64.")
                .contains("ONNX Runtime, 2 threads: 100 at 64, 100 at 64.");
    }

    @Test
    void anotherModelOnTheSameEngineIsNoPeer() throws IOException {
        write(
                "bench/results/headline.jsonl",
                timing("headline:16", "distil4j", 0, 6)
                        + timing("headline:16", "distil4j-bert", 0, 12));
        write("bench/RESULTS.md", read("bench/RESULTS.md") + place("headline"));
        Plot.draw(root);
        assertThat(read("bench/RESULTS.md"))
                .contains(
                        "| headline:16 | 2 | 0 | distil4j-bert | 12.0 (12.0–12.0) | 0.250 | 0.500");
        assertThat(read("README.md")).doesNotContain("BERT");
        assertThat(read("docs/plots/ratios.svg")).doesNotContain("BERT");
    }

    @Test
    void dataWithoutAPlaceOnThePageIsNotLost() throws IOException {
        write("bench/RESULTS.md", place("short") + place("tokens") + place("length"));
        assertThatThrownBy(() -> Plot.draw(root))
                .hasMessageContaining("no place for batch")
                .hasMessageContaining("<!-- results:batch -->");
    }

    @Test
    void aPlaceWithoutDataIsNamed() throws IOException {
        write("bench/RESULTS.md", read("bench/RESULTS.md") + place("rows"));
        assertThatThrownBy(() -> Plot.draw(root))
                .hasMessageContaining("a place for rows, of which there is no data");
    }

    @Test
    void aRoundThatIsThereTwiceIsNotMixedIn() throws IOException {
        write(
                "bench/results/short.jsonl",
                read("bench/results/short.jsonl") + timing("sentiment:16", "pytorch", 1, 24));
        assertThatThrownBy(() -> Plot.draw(root))
                .hasMessageContaining("sentiment:16, 2 threads, pytorch: round 1 is there twice");
    }

    @Test
    void roundsOfSeveralFilesAreComparedWithinTheirOwnFileAlone() throws IOException {
        write(
                "bench/results/later.jsonl",
                timing("sentiment:16", "distil4j", 0, 60)
                        + timing("sentiment:16", "pytorch", 0, 40)
                        + timing("sentiment:16", "distil4j", 1, 60)
                        + timing("sentiment:16", "pytorch", 1, 40));
        write("bench/RESULTS.md", read("bench/RESULTS.md") + place("later"));
        Plot.draw(root);
        assertThat(read("bench/RESULTS.md"))
                .contains(row("pytorch", "18.0 (15.0–21.0)", "0.375 (0.313–0.438)"))
                .contains(row("pytorch", "40.0 (40.0–40.0)", "1.50 (1.50–1.50)"));
        // The median of 0.5, 0.25, 1.5 and 1.5; every other pair of rounds would be 0.1 to 5.
        assertThat(read("README.md")).contains("1.00 PyTorch; 0.750 ONNX Runtime |");
    }

    private static String row(String engine, String millis, String ratio) {
        return "| sentiment:16 | 2 | 0 | %s | %s | 0.250 | %s | 2 |"
                .formatted(engine, millis, ratio);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.writeString(root.resolve(file), text);
    }

    private String read(String file) throws IOException {
        return Files.readString(root.resolve(file));
    }

    private static String place(String name) {
        return "<!-- results:%s -->\nold\n<!-- /results -->\n".formatted(name);
    }

    private static String timing(String workload, String engine, int round, double millis) {
        Quartiles quartiles = new Quartiles(millis, millis, millis);
        return new Timing(workload, engine, 2, 0, round, quartiles, 9, 50, 200).json() + "\n";
    }

    private static String oneThread(String engine, double millis) {
        Quartiles quartiles = new Quartiles(millis, millis, millis);
        return new Timing("sentiment:16", engine, 1, 0, 0, quartiles, 9, 50, 200).json() + "\n";
    }

    private static String sweep(String engine, int tokens, int texts, double millis) {
        Quartiles quartiles = new Quartiles(millis, millis, millis);
        return SweepPoint.HEADER
                + "\n"
                + new SweepPoint(engine, 2, tokens, texts, quartiles, 9, 50, 200).csv()
                + "\n";
    }
}
