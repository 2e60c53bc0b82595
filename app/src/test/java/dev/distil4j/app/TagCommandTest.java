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

/** What transformers' pipeline returns for the tiny model of random weights. */
class TagCommandTest {

    private static final String MODEL = "../engine/tiny-models/tag";
    private static final String TEXT = "😀 My friend lives in Paris.";
    private static final String WORDS = " My  friend lives in\tParis. ";

    private static final String SIMPLE =
            """
            [{"entity_group":"X","score":0.3792,"word":"😀","start":0,"end":1},\
            {"entity_group":"Y","score":0.7183,"word":"friend","start":5,"end":11},\
            {"entity_group":"Y","score":0.7711,"word":"l","start":12,"end":13},\
            {"entity_group":"X","score":0.6765,"word":"##iv","start":13,"end":15},\
            {"entity_group":"Y","score":0.6186,"word":"##es","start":15,"end":17},\
            {"entity_group":"X","score":0.5885,"word":"in","start":18,"end":20},\
            {"entity_group":"Y","score":0.3331,"word":"paris","start":21,"end":26},\
            {"entity_group":"X","score":0.8760,"word":".","start":26,"end":27}]\
            """;

    @TempDir private Path folder;

    private static Run tag(String... args) {
        String[] all = new String[args.length + 3];
        all[0] = "tag";
        all[1] = "--model";
        all[2] = MODEL;
        System.arraycopy(args, 0, all, 3, args.length);
        return Run.distil(all);
    }

    @Test
    void entitiesAreMarkedInTheTextAndListed() {
        assertThat(tag("--aggregation", "first", TEXT))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                [😀|X] My [friend|Y] [lives|Y] [in|X] [Paris|Y][.|X]
                                  X  0.3793  😀
                                  Y  0.7183  friend
                                  Y  0.7711  lives
                                  X  0.5886  in
                                  Y  0.3332  paris
                                  X  0.8760  .
                                """,
                                ""));
    }

    @Test
    void aScreenHighlightsThem() {
        Run run = Run.on(Run.SCREEN, new byte[0], "tag", "-m", MODEL, "-afirst", "friend\u001b[2J");
        assertThat(run.out())
                .startsWith("\u001b[7mfriend\u001b[0m \u001b[2mX\u001b[0m")
                .contains("\n  \u001b[1mX\u001b[0m  0.")
                .doesNotContain("\u001b[2J");
    }

    @Test
    void aTextWithoutEntitiesIsJustTheText() {
        assertThat(tag("--ignore-labels", "O,X,Y", TEXT).out()).isEqualTo(TEXT + "\n");
        assertThat(tag("").out()).isEqualTo("\n");
    }

    @Test
    void jsonOfOneTextIsTheListThatThePipelineReturnsForAString() {
        assertThat(tag("--json", TEXT).shortOut()).isEqualTo(SIMPLE + "\n");
        assertThat(tag("--json", "").out()).isEqualTo("[]\n");
    }

    @Test
    void withoutAggregationThereAreTokens() {
        assertThat(tag("--json", "--aggregation=none", TEXT).shortOut())
                .startsWith(
                        """
                        [{"entity":"I-X","score":0.3792,"index":1,"word":"😀","start":0,"end":1},\
                        {"entity":"I-Y","score":0.7183,"index":3,"word":"friend","start":5,"end":11},\
                        {"entity":"B-Y","score":0.7711,"index":4,"word":"l","start":12,"end":13},\
                        {"entity":"I-X","score":0.9162,"index":5,"word":"##i","start":13,"end":14},\
                        """);
        assertThat(tag("--json", "-anone", "--ignore-labels=", TEXT).out())
                .contains("{\"entity\":\"O\"");
        assertThat(tag("--json", "-anone", "--ignore-labels=O,I-X", TEXT).out())
                .doesNotContain("I-X")
                .contains("B-X");
    }

    @ParameterizedTest
    @CsvSource({"first, Y, 0.7711", "average, X, 0.4071", "max, X, 0.9162"})
    void aWordHasOneLabel(String aggregation, String label, String score) {
        assertThat(tag("--json", "--aggregation", aggregation, TEXT).shortOut())
                .contains(
                        "{\"entity_group\":\"%s\",\"score\":%s,\"word\":\"lives\",\"start\":12,\"end\":17}"
                                .formatted(label, score));
    }

    @Test
    void jsonOfSeveralTextsIsAListOfLists() {
        assertThat(tag("--json", TEXT, "").shortOut()).isEqualTo("[" + SIMPLE + ",\n []]\n");
        assertThat(Run.onInput(TEXT, "tag", "--model", MODEL, "--json").shortOut())
                .isEqualTo("[" + SIMPLE + "]\n");
    }

    @Test
    void jsonLinesRepeatTheText() throws IOException {
        Path file = folder.resolve("texts.txt");
        Files.writeString(file, "\n" + TEXT + "\n");
        assertThat(tag("--jsonl", "--file", file.toString()).shortOut())
                .isEqualTo(
                        """
                        {"text":"","entities":[]}
                        {"text":"%s","entities":%s}
                        """
                                .formatted(TEXT, SIMPLE));
    }

    @Test
    void wordsAreTakenAsTheyStand() {
        assertThat(tag("--jsonl", "--words", WORDS).shortOut())
                .startsWith("{\"text\":\"My friend lives in Paris.\",\"entities\":[")
                .contains("{\"entity_group\":\"Y\",\"score\":0.6703,\"word\":\"my\",\"start\":0")
                .contains("\"score\":0.7298,\"word\":\".\",\"start\":24,\"end\":25}]}");
        assertThat(tag("--json", "--words", "  ").out()).isEqualTo("[]\n");
    }

    @Test
    void aLongTextIsAnErrorUnlessItIsCutOrTakenInWindows() throws IOException {
        String text = "my friend lives ".repeat(100);
        Path file = folder.resolve("texts.txt");
        Files.writeString(file, "rain\n" + text + "\n", StandardCharsets.UTF_8);
        Run error = tag("--file", file.toString());
        assertThat(error.exitCode()).isEqualTo(65);
        assertThat(error.out()).contains("rain").hasLineCount(2);
        assertThat(error.err())
                .isEqualTo(
                        "distil: %s, line 2: 602 tokens are more than the 256 that the model takes; shorten the text or add --stride or --truncate\n"
                                .formatted(file));
        assertThat(tag("--aggregation", "none", text).err())
                .endsWith("shorten the text or add --truncate\n");
        assertThat(tag("--json", "--truncate", text).out()).doesNotContain("\"start\":1500");
        Run windows = tag("--json", "--stride", "16", "--aggregation", "max", text);
        assertThat(windows.exitCode()).isZero();
        assertThat(windows.out()).contains("\"end\":1599}]\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--stride -1 | --stride needs 0 or more, not -1",
                "--stride 4 --aggregation none | --stride is about entities; take another"
                        + " --aggregation than none",
                "--stride 4 --truncate | --stride cuts nothing; leave out --truncate",
                "--aggregation most | 'most' is none of none, simple, first, average, max",
            })
    void wrongUsageIsOneSentence(String options, String sentence) {
        String[] args = (options + " text").split(" ");
        Run run = tag(args);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).hasLineCount(1);
    }

    @Test
    void aStrideThatDoesNotFitTheModelIsOneSentence() {
        Run run = tag("--stride", "254", "my friend");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err())
                .contains("A stride of 254 does not fit windows with room for 254 tokens of text");
    }

    @Test
    void aModelOfAnotherTaskIsRefused() throws IOException {
        Path model = EmbeddedModel.copyTo(folder.resolve("sst2"));
        Run run = Run.distil("tag", "--model", model.toString(), TEXT);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).contains("DistilBertForSequenceClassification").hasLineCount(1);
    }
}
