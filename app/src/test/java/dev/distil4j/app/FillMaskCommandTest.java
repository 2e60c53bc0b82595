package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.app.console.Terminal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** {@code distil fill-mask}, over the tiny model of random weights; its answers are noise. */
class FillMaskCommandTest {

    private static final String PARIS = "Paris is the [MASK] of France.";
    private static final String TODAY = "Today is a [MASK] day!";

    @TempDir private Path folder;

    private static Run run(String... args) {
        return onInput("", args);
    }

    private static Run onInput(String input, String... args) {
        return Run.onInput(input, arguments(args));
    }

    private static String[] arguments(String... args) {
        return Stream.concat(
                        Stream.of("fill-mask", "--model", "../engine/tiny-models/fill-mask"),
                        Arrays.stream(args))
                .toArray(String[]::new);
    }

    @Test
    void everyWordIsShownInItsPlace() {
        assertThat(run(PARIS))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Paris is the [MASK] of France.
                                  n    0.5520  Paris is the [n] of France.
                                  ##1  0.0636  Paris is the[1] of France.
                                  [    0.0551  Paris is the [[] of France.
                                  !    0.0380  Paris is the [!] of France.
                                  9    0.0250  Paris is the [9] of France.
                                """,
                                ""));
    }

    @Test
    void severalMasksAreParagraphs() {
        assertThat(run("-k2", "The [MASK] of [MASK].").out())
                .isEqualTo(
                        """
                        The [MASK] of [MASK].
                          mask 1
                            ##u  0.0882  The[u] of [MASK].
                            h    0.0762  The [h] of [MASK].
                          mask 2
                            n  0.2079  The [MASK] of [n].
                            =  0.0801  The [MASK] of [=].
                        """);
    }

    @Test
    void wordsThatTouchTheMaskStandApart() {
        assertThat(run("-k1", "--targets=town", "house[MASK]house").out())
                .endsWith("  house [town] house\n");
        assertThat(run("-k1", "--targets=##able", "walk[MASK], \uD83D\uDE00").out())
                .endsWith("  walk[able], \uD83D\uDE00\n");
        assertThat(run("-k1", "--targets=##able", "[MASK]").out()).endsWith("  [able]\n");
    }

    @Test
    void aTinyShareHasAnExponent() {
        assertThat(run("--targets=town,city", PARIS).out())
                .matches(
                        """
                        Paris is the \\[MASK] of France.
                          town  \\de-04  Paris is the \\[town] of France.
                          city  \\de-05  Paris is the \\[city] of France.
                        """);
    }

    @Test
    void aScreenGetsTheNeighbourhoodOfTheMaskWithTheWordSetApart() {
        Terminal screen = new Terminal(true, true, true, 44, true);
        String text = "We will see that she is walk [MASK] home once more, far from the sea.";
        Run run = Run.on(screen, new byte[0], arguments("-k1", text));
        assertThat(run.out())
                .isEqualTo(
                        "We will see that she is walk [MASK] home on…\n"
                                + "  \u001B[1mn\u001B[0m  0.1453  …t she is walk"
                                + " \u001B[7mn\u001B[0m home once mor…\n");
    }

    @Test
    void jsonOfTheCardsRequestIsTheListOfListsThatThePipelineReturns() {
        assertThat(run("--json", "--top-k=2", PARIS, TODAY).shortOut())
                .isEqualTo(
                        """
                        [[{"score":0.5519,"token":60,"token_str":"n","sequence":"paris is the n of france."},{"score":0.0636,"token":198,"token_str":"##1","sequence":"paris is the1 of france."}],
                         [{"score":0.0681,"token":227,"token_str":"##u","sequence":"today is au day!"},{"score":0.0498,"token":239,"token_str":"##est","sequence":"today is aest day!"}]]
                        """);
    }

    @Test
    void jsonOfOneTextIsTheListThatThePipelineReturnsForAString() {
        assertThat(run("--json", "-k1", PARIS).shortOut())
                .isEqualTo(
                        """
                        [{"score":0.5519,"token":60,"token_str":"n","sequence":"paris is the n of france."}]
                        """);
        assertThat(run("--json", "-k1", "The [MASK] of [MASK].").shortOut())
                .isEqualTo(
                        """
                        [[{"score":0.0882,"token":227,"token_str":"##u","sequence":"[CLS] theu of [MASK]. [SEP]"}],[{"score":0.2078,"token":60,"token_str":"n","sequence":"[CLS] the [MASK] of n. [SEP]"}]]
                        """);
    }

    @Test
    void linesAreAListHoweverMany() {
        assertThat(onInput(PARIS, "--json", "-k1").shortOut())
                .isEqualTo(
                        """
                        [[{"score":0.5519,"token":60,"token_str":"n","sequence":"paris is the n of france."}]]
                        """);
        assertThat(onInput("", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void jsonLinesRepeatTheText() throws IOException {
        Path file = Files.writeString(folder.resolve("gaps.txt"), TODAY + "\n[MASK] [MASK]\n");
        assertThat(run("--jsonl", "-k1", "--file", file.toString()).shortOut().lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .isEqualTo(
                                                "{\"text\":\"Today is a [MASK]"
                                                    + " day!\",\"candidates\":[{\"score\":0.0681,\"token\":227,\"token_str\":\"##u\",\"sequence\":\"today"
                                                    + " is au day!\"}]}"),
                        second ->
                                assertThat(second)
                                        .startsWith(
                                                "{\"text\":\"[MASK]"
                                                    + " [MASK]\",\"candidates\":[[{\"score\":"));
    }

    @Test
    void allWordsAreAllPieces() {
        assertThat(run("-k", "all", PARIS).out().lines()).hasSize(1 + 245);
    }

    @Test
    void moreTextsThanAChunkAreAllFilled() {
        Run run = onInput((PARIS + "\n").repeat(600), "--jsonl", "--targets=cities,town", "-k1");
        assertThat(run.out().lines())
                .hasSize(600)
                .allSatisfy(line -> assertThat(line).contains("\"token_str\":\"town\""));
    }

    @Test
    void aTextWithoutMaskIsNamedAndWhatWasBeforeIsWritten() {
        Run run = onInput(PARIS + "\n\n" + TODAY + "\n", "--jsonl");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err())
                .isEqualTo(
                        "distil: standard input, line 2: the text has no [MASK]; put one where a"
                                + " word is to be guessed\n");
    }

    @Test
    void aTextThatIsTooLongIsNamedUnlessItMayBeCut() {
        String text = "[MASK] " + "sea ".repeat(300);
        assertThat(run(text))
                .isEqualTo(
                        new Run(
                                65,
                                "",
                                "distil: 303 tokens are more than the 256 that the model takes;"
                                        + " shorten the text or add --truncate\n"));
        assertThat(run("--truncate", "-k1", text).exitCode()).isZero();
    }

    @Test
    void targetsOfNoUseAreNoTextsFault() {
        Run run = run("--targets= ", PARIS, TODAY);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .endsWith(
                        "distil: none of the targets has a piece in the vocabulary; name at least"
                                + " one word that has\n");
    }

    @ParameterizedTest
    @CsvSource({
        "--top-k=0,'neither 1 or more nor ''all'''",
        "'--targets=,',--targets names no word",
        "--pair=x,there is no option '--pair=x'",
    })
    void wrongUsageIsOneSentence(String argument, String complaint) {
        Run run = run(PARIS, argument);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(complaint)
                .endsWith("see distil fill-mask --help\n")
                .hasLineCount(1);
    }

    @Test
    void aModelOfAnotherTaskIsRefused() {
        Run run = Run.distil("fill-mask", "--model", "../engine/tiny-models/answer", PARIS);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .contains("DistilBertForQuestionAnswering")
                .contains("ForMaskedLM")
                .hasLineCount(1);
    }
}
