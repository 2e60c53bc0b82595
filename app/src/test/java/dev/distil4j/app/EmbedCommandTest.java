package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code distil embed}, over the encoder of the sentiment model. */
class EmbedCommandTest {

    private static final String GOOD = "A gripping, funny film";
    private static final String BAD = "Dull and far too long";

    @TempDir private Path folder;

    @BeforeEach
    void copyTheModel() throws IOException {
        EmbeddedModel.copyTo(folder);
    }

    private Run run(String... args) {
        return onInput("", args);
    }

    private Run onInput(String input, String... args) {
        List<String> all = new ArrayList<>(List.of("embed", "--model", folder.toString()));
        all.addAll(Arrays.asList(args));
        return Run.onInput(input, all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) {
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        return JsonMapper.shared().readTree(run.out());
    }

    private static double length(JsonNode vector) {
        return Math.sqrt(
                vector.valueStream().mapToDouble(x -> x.doubleValue() * x.doubleValue()).sum());
    }

    @Test
    void oneTextIsALineWithTheBeginningOfItsVector() {
        assertThat(run(GOOD).out())
                .matches("( +-?\\d+\\.\\d{4}){4} … 192  A gripping, funny film\n");
    }

    @Test
    void jsonOfOneTextIsItsVectorAndOfSeveralAListOfThem() {
        JsonNode one = json(run("--json", GOOD));
        assertThat(one).hasSize(192);
        JsonNode both = json(run("--json", GOOD, BAD));
        assertThat(both).hasSize(2);
        assertThat(both.get(0)).isEqualTo(one);
        assertThat(both.get(1)).isNotEqualTo(one);
    }

    @Test
    void jsonLinesRepeatTheText() {
        Run run = onInput(GOOD + "\t" + BAD + "\n", "--jsonl", "--pairs");
        JsonNode line = json(run);
        assertThat(run.out()).hasLineCount(1);
        assertThat(line.propertyNames()).containsExactly("text", "text_pair", "embedding");
        assertThat(line.get("text_pair").asString()).isEqualTo(BAD);
        assertThat(line.get("embedding")).hasSize(192);
    }

    @Test
    void vectorsAreScaledIfTheFilesOrTheOptionSaySo() throws IOException {
        assertThat(length(json(run("--json", GOOD)))).isGreaterThan(2);
        assertThat(length(json(run("--json", "--normalize", GOOD)))).isBetween(0.99999, 1.00001);
        normalizeByFiles();
        assertThat(length(json(run("--json", GOOD)))).isBetween(0.99999, 1.00001);
        assertThat(length(json(run("--json", "--no-normalize", GOOD)))).isGreaterThan(2);
    }

    private void normalizeByFiles() throws IOException {
        Files.createDirectory(folder.resolve("1_Pooling"));
        Files.writeString(folder.resolve("1_Pooling/config.json"), "{}");
        Files.writeString(
                folder.resolve("modules.json"),
                """
                [{"path":"","type":"sentence_transformers.models.Transformer"},
                 {"path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
                 {"path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
                """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cls", "max"})
    void poolingsDiffer(String pooling) {
        assertThat(json(run("--json", "--pooling", pooling, GOOD)))
                .isNotEqualTo(json(run("--json", "--pooling", "mean", GOOD)));
    }

    @Test
    void likenessIsANumberForEachText() {
        JsonNode numbers = json(run("--json", "--similar-to", GOOD, GOOD, BAD));
        assertThat(numbers.get(0).doubleValue()).isBetween(0.999999, 1.000001);
        assertThat(numbers.get(1).doubleValue()).isBetween(-1.0, 0.99);
        assertThat(json(run("--json", "--similar-to", GOOD, BAD))).isEqualTo(numbers.get(1));
        assertThat(run("--similar-to", GOOD, GOOD).out()).isEqualTo(" 1.0000  " + GOOD + "\n");
        assertThat(onInput(GOOD, "--similar-to", GOOD, "--jsonl").out())
                .matches(
                        "\\{\"text\":\"A gripping, funny film\",\"similarity\":(0\\.9|1\\.0).*}\n");
    }

    @Test
    void modulesThatAreNotSupportedAreNamed() throws IOException {
        Files.writeString(
                folder.resolve("modules.json"),
                """
                [{"path":"","type":"sentence_transformers.models.Transformer"},
                 {"path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
                 {"path":"2_Dense","type":"sentence_transformers.models.Dense"}]
                """);
        Run run = run(GOOD);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).contains("'Dense'").hasLineCount(1);
    }

    @Test
    void aPoolingThatThereIsNotIsNamed() {
        Run run = run("--pooling", "median", GOOD);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'median' is none of mean, cls, max").hasLineCount(1);
    }
}
