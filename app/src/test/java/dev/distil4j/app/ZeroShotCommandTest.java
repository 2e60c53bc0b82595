package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code distil zero-shot}, over a sentiment model whose labels are called as those of inference. */
class ZeroShotCommandTest {

    private static final String TEXT = "A gripping, funny film";

    @TempDir private Path folder;

    @BeforeEach
    void nameTheLabels() throws IOException {
        EmbeddedModel.copyTo(folder);
        Path config = folder.resolve("config.json");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("NEGATIVE", "contradiction")
                        .replace("POSITIVE", "entailment"));
    }

    private Run run(String... args) {
        return onInput("", args);
    }

    private Run onInput(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("zero-shot", "--model", folder.toString()));
        all.addAll(Arrays.asList(args));
        return Run.onInput(input, all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    @Test
    void labelsStandBelowTheirTextBestFirst() {
        Run run = run("--labels", "dull, great", TEXT);
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .matches("A gripping, funny film\n  great  0\\.\\d{4}\n  dull   0\\.\\d{4}\n");
    }

    @Test
    void jsonOfOneTextIsTheObjectThatThePipelineReturns() {
        JsonNode result = json(run("--json", "--labels", "dull,great", TEXT));
        assertThat(result.propertyNames()).containsExactly("sequence", "labels", "scores");
        assertThat(result.get("sequence").asString()).isEqualTo(TEXT);
        assertThat(result.get("labels").valueStream().map(JsonNode::asString))
                .containsExactly("great", "dull");
        double sum =
                result.get("scores").get(0).doubleValue()
                        + result.get("scores").get(1).doubleValue();
        assertThat(sum).isEqualTo(1);
    }

    @Test
    void jsonOfSeveralTextsIsAListAndLinesAreThatOfOneEach() {
        String[] wanted = {"--labels", "dull,great", TEXT, "Dull and far too long"};
        JsonNode list = json(run(with("--json", wanted)));
        assertThat(list).hasSize(2);
        Run lines = run(with("--jsonl", wanted));
        assertThat(lines.out().lines().map(line -> JsonMapper.shared().readTree(line)))
                .containsExactlyElementsOf(list);
    }

    private static String[] with(String first, String... others) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(Arrays.asList(others));
        return all.toArray(String[]::new);
    }

    @Test
    void severalLabelsMayFitAndASingleOneIsJudgedOnItsOwn() {
        JsonNode both = json(run("--json", "--multi-label", "--labels", "dull,great", TEXT));
        JsonNode one = json(run("--json", "--labels", "great", TEXT));
        assertThat(one.get("scores").get(0)).isEqualTo(both.get("scores").get(0));
        assertThat(
                        both.get("scores").get(0).doubleValue()
                                + both.get("scores").get(1).doubleValue())
                .isNotEqualTo(1);
    }

    @Test
    void labelsMayHaveCommasAndStandInALine() {
        JsonNode result =
                json(onInput(TEXT, "--json", "--labels", " a ,,b ", "--label", "c, d")).get(0);
        assertThat(result.get("labels").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("a", "b", "c, d");
    }

    @Test
    void theTemplateChangesTheScores() {
        JsonNode usual = json(run("--json", "--labels", "dull,great", TEXT));
        JsonNode other =
                json(
                        run(
                                "--json",
                                "--labels",
                                "dull,great",
                                "--hypothesis-template",
                                "Not {0}, never {0}!",
                                TEXT));
        assertThat(other.get("scores")).isNotEqualTo(usual.get("scores"));
    }

    @Test
    void aTextThatIsTooLongIsNamedUnlessItIsToBeCut() {
        String lines = TEXT + "\n" + "word ".repeat(600) + "\n";
        Run run = onInput(lines, "--jsonl", "--labels", "dull,great");
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out().lines()).hasSize(1);
        assertThat(run.err())
                .startsWith("distil: standard input, line 2: 60")
                .endsWith(
                        "than the 512 that the model takes; shorten the text or add --truncate\n");
        assertThat(onInput(lines, "--truncate", "--labels", "dull,great").exitCode()).isZero();
    }

    @Test
    void labelsMustBeNamed() {
        String complaint = "name the candidate labels: --labels travel,cooking";
        assertWrongUsage(run(TEXT), complaint);
        assertWrongUsage(run("--labels", " , ", TEXT), complaint);
    }

    @Test
    void aTemplateNeedsAPlaceForTheLabel() {
        assertWrongUsage(
                run("--labels", "a", "--hypothesis-template", "It is so.", TEXT),
                "the hypothesis_template 'It is so.' has no place for a label");
    }

    private static void assertWrongUsage(Run run, String complaint) {
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(complaint).hasLineCount(1);
    }
}
