package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

class ClassifyCommandTest {

    private static final String GOOD = "A gripping, funny film";
    private static final String BAD = "Dull and far too long";

    @TempDir private Path folder;

    @Test
    void oneTextIsALineOfATable() {
        Run run = Run.distil("classify", GOOD);
        assertThat(run).isEqualTo(new Run(0, "POSITIVE  0.9736  A gripping, funny film\n", ""));
    }

    @Test
    void severalLabelsStandBelowTheirText() {
        assertThat(Run.distil("classify", "--top-k", "all", GOOD).out())
                .isEqualTo(
                        """
                        A gripping, funny film
                          POSITIVE  0.9736
                          NEGATIVE  0.0264
                        """);
    }

    @Test
    void jsonOfOneTextIsTheListThatThePipelineReturnsForAString() {
        assertThat(Run.distil("classify", "--json", GOOD).shortOut())
                .isEqualTo("[{\"label\":\"POSITIVE\",\"score\":0.9735}]\n");
        assertThat(Run.distil("classify", "--json", "--top-k=2", GOOD).shortOut())
                .isEqualTo(
                        "[{\"label\":\"POSITIVE\",\"score\":0.9735},{\"label\":\"NEGATIVE\",\"score\":0.0264}]\n");
    }

    @Test
    void jsonOfSeveralTextsIsTheListThatThePipelineReturnsForAList() {
        assertThat(Run.distil("classify", "--json", GOOD, BAD).shortOut())
                .isEqualTo(
                        """
                        [{"label":"POSITIVE","score":0.9735},
                         {"label":"NEGATIVE","score":0.9623}]
                        """);
        assertThat(Run.distil("classify", "--json", "-k1", GOOD, BAD).shortOut())
                .isEqualTo(
                        """
                        [[{"label":"POSITIVE","score":0.9735}],
                         [{"label":"NEGATIVE","score":0.9623}]]
                        """);
    }

    @Test
    void linesAreAListHoweverMany() {
        assertThat(Run.onInput(GOOD, "classify", "--json").shortOut())
                .isEqualTo("[{\"label\":\"POSITIVE\",\"score\":0.9735}]\n");
        assertThat(Run.onInput(GOOD, "classify", "--json", "-k1").shortOut())
                .isEqualTo("[[{\"label\":\"POSITIVE\",\"score\":0.9735}]]\n");
        assertThat(Run.onInput("", "classify", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void jsonLinesRepeatTheText() {
        assertThat(Run.onInput(GOOD + "\n" + BAD + "\n", "classify", "--jsonl").shortOut())
                .isEqualTo(
                        "{\"text\":\"A gripping, funny"
                                + " film\",\"label\":\"POSITIVE\",\"score\":0.9735}\n"
                                + "{\"text\":\"Dull and far too"
                                + " long\",\"label\":\"NEGATIVE\",\"score\":0.9623}\n");
        assertThat(Run.onInput(GOOD, "classify", "--jsonl", "--top-k=1").shortOut())
                .isEqualTo(
                        "{\"text\":\"A gripping, funny"
                            + " film\",\"scores\":[{\"label\":\"POSITIVE\",\"score\":0.9735}]}\n");
    }

    @Test
    void functionsChangeTheScores() {
        assertThat(Run.distil("classify", "--function", "none", BAD).out())
                .matches("NEGATIVE  [1-9]\\.\\d{4}  Dull and far too long\n");
        assertThat(Run.distil("classify", "--function", "sigmoid", "-k2", BAD).out())
                .doesNotContain("0.9623");
    }

    @Test
    void pairsComeFromAnOptionOrFromTabs() {
        Run option = Run.distil("classify", "--jsonl", GOOD, "--pair", BAD);
        Run lines = Run.onInput(GOOD + "\t" + BAD + "\n", "classify", "--jsonl", "--pairs");
        assertThat(option.exitCode()).isZero();
        assertThat(option.out())
                .startsWith(
                        "{\"text\":\"A gripping, funny film\",\"text_pair\":\"Dull and far too"
                                + " long\",");
        assertThat(lines).isEqualTo(option);
    }

    @ParameterizedTest
    @CsvSource({"no tab,is no tab", "'a\tb\tc',are several tabs"})
    void aLineThatIsNoPairIsNamed(String line, String complaint) {
        Run run = Run.onInput("a\tb\n" + line + "\n", "classify", "--pairs");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err()).startsWith("distil: standard input, line 2: ").contains(complaint);
    }

    @Test
    void resultsKeepStepWithLines() throws IOException {
        Path file = folder.resolve("windows.txt");
        Files.writeString(file, "\uFEFF" + GOOD + "\r\n\r\n" + BAD);
        Run run = Run.distil("classify", "--jsonl", "--file", file.toString());
        assertThat(run.out().lines())
                .satisfiesExactly(
                        first ->
                                assertThat(first)
                                        .startsWith("{\"text\":\"A gripping, funny film\","),
                        second -> assertThat(second).startsWith("{\"text\":\"\","),
                        third ->
                                assertThat(third)
                                        .startsWith("{\"text\":\"Dull and far too long\","));
    }

    @Test
    void moreLinesThanAChunkKeepTheirOrder() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            lines.append("text ").append(i).append('\n');
        }
        Run run = Run.onInput(lines.toString(), "classify", "--jsonl");
        assertThat(run.out().lines().map(line -> line.replaceAll("\\D*(\\d+)\".*", "$1")))
                .hasSize(600)
                .isSortedAccordingTo(
                        (a, b) -> Integer.compare(Integer.parseInt(a), Integer.parseInt(b)));
    }

    @Test
    void aTextThatIsTooLongIsNamedAndWhatWasBeforeIsWritten() {
        Run run =
                Run.onInput(
                        GOOD + "\n" + "word ".repeat(600) + "\n" + BAD + "\n",
                        "classify",
                        "--jsonl");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err())
                .isEqualTo(
                        "distil: standard input, line 2: 602 tokens are more than the 512 that the"
                                + " model takes; shorten the text or add --truncate\n");
    }

    @Test
    void truncationTakesATextThatIsTooLong() {
        Run run = Run.onInput("word ".repeat(600), "classify", "--truncate");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines()).hasSize(1);
    }

    @Test
    void whatIsNoUtf8IsNamedAndWhatWasBeforeIsWritten() {
        byte[] latin1 = "good\nschön\n".getBytes(StandardCharsets.ISO_8859_1);
        Run run = Run.onBytes(latin1, "classify");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err())
                .isEqualTo(
                        "distil: standard input, line 2: byte 4 (0xF6) is no UTF-8; convert the"
                                + " text, for example with iconv -f ISO-8859-1 -t UTF-8\n");
    }

    @Test
    void emptyTextsAndControlCharactersAreTexts() {
        assertThat(Run.distil("classify", "").exitCode()).isZero();
        Run run = Run.distil("classify", "\u0000\u0001\u001b[31m");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).doesNotContain("\u001b");
    }

    @Test
    void aTextMayBeginWithAnAtSign() {
        assertThat(Run.distil("classify", "@you are great").out()).endsWith("  @you are great\n");
    }

    @Test
    void aScreenGetsTextsThatFitAndBoldLabels() {
        Run run =
                Run.on(Run.SCREEN, new byte[0], "classify", "A gripping, funny and very long film");
        assertThat(run.out())
                .matches("\u001b\\[1mPOSITIVE\u001b\\[0m  0\\.\\d{4}  A gripping, funny and…\n");
    }

    @Test
    void aKeyboardGetsAHint() {
        assertThat(Run.on(Run.SCREEN, "x\n".getBytes(StandardCharsets.UTF_8), "classify").err())
                .startsWith("distil: type a text and press Enter");
        assertThat(Run.onInput("x\n", "classify").err()).isEmpty();
    }

    @Test
    void filesThatCannotBeReadAreNamed() {
        Run missing = Run.distil("classify", "--file", "nowhere.txt");
        assertThat(missing).isEqualTo(new Run(66, "", "distil: there is no file 'nowhere.txt'\n"));
        Run directory = Run.distil("classify", "--file", folder.toString());
        assertThat(directory.exitCode()).isEqualTo(66);
        assertThat(directory.err()).contains("is a folder; name a file");
    }

    @Test
    void modelsThatCannotBeUsedAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("model"), "no folder");
        Run run = Run.distil("classify", "--model", file.toString(), GOOD);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).startsWith("distil: ").contains(file.toString()).hasLineCount(1);
    }

    @Test
    void backendsThatCannotBeHadAreNamed() {
        Run run = Run.distil("classify", "--backend", "abacus", GOOD);
        assertThat(run.exitCode()).isEqualTo(69);
        assertThat(run.err()).startsWith("distil: there is no backend 'abacus'; choose one of ");
    }

    @ParameterizedTest
    @CsvSource({
        "--top-k=0,'neither 1 or more nor ''all'''",
        "--top-k=many,'neither 1 or more nor ''all'''",
        "--threads=0,--threads needs at least 1",
        "--function=tanh,--function",
        "--precision=f64,'''f64'' is none of f32, f16, bf16'",
        "--jsno,there is no option '--jsno'",
        "-5 degrees,begins with - goes behind --",
        "--file=x,not both",
        "--pairs,--pair",
    })
    void wrongUsageIsOneSentence(String argument, String complaint) {
        Run run = Run.distil("classify", GOOD, argument);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains(complaint)
                .endsWith("see distil classify --help\n")
                .hasLineCount(1);
    }

    @Test
    void aPairNeedsExactlyOneText() {
        assertThat(Run.distil("classify", "a", "b", "--pair", "c").err())
                .contains("exactly one TEXT, not 2");
        assertThat(Run.distil("classify", "--pair", "c").err()).contains("exactly one TEXT, not 0");
    }

    @Test
    void jsonAndJsonLinesExcludeEachOther() {
        assertThat(Run.distil("classify", "--json", "--jsonl", GOOD).exitCode()).isEqualTo(2);
    }
}
