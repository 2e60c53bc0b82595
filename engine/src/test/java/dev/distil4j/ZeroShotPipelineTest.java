package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.GoldenModels;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The labels, their order and their scores of transformers' zero-shot-classification pipeline. */
class ZeroShotPipelineTest {

    /** Between scores of 0 to 1 from logits that are no further apart than any golden's. */
    private static final double BOUND = 2e-5;

    private static final GoldenModels GOLDEN = GoldenModels.of("zero-shot.json");

    @TempDir private Path folder;

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    static List<String> small() {
        return GOLDEN.small();
    }

    static List<String> real() {
        return GOLDEN.real();
    }

    @ParameterizedTest
    @MethodSource("small")
    void resultsEqualThePipelineOverTheProjectsVocabulary(String model) {
        assertEqualsPipeline(model);
    }

    @ParameterizedTest
    @MethodSource("real")
    @Tag("data")
    void resultsEqualThePipelineOverRealVocabularies(String model) {
        assertEqualsPipeline(model);
    }

    private void assertEqualsPipeline(String model) {
        ModelSource source = ModelSource.folder(GOLDEN.write(model, folder));
        // The pipeline cuts the text, and never the hypothesis.
        Options cutting = options().truncation(Truncation.ONLY_FIRST);
        try (var classifier = Distil4J.zeroShotClassification(source, cutting)) {
            List<JsonNode> cases = GOLDEN.cases(model);
            assertThat(cases).hasSizeGreaterThanOrEqualTo(4);
            for (JsonNode entry : cases) {
                JsonNode parameters = entry.get("parameters");
                assertResults(
                        classifier.classify(
                                strings(entry.get("sequences")),
                                labels(parameters.get("candidate_labels")),
                                options(parameters)),
                        list(entry.get("outputs")));
            }
        }
    }

    private static ZeroShotOptions options(JsonNode parameters) {
        ZeroShotOptions options =
                ZeroShotOptions.defaults()
                        .multiLabel(parameters.path("multi_label").asBoolean(false));
        JsonNode template = parameters.get("hypothesis_template");
        return template == null ? options : options.hypothesisTemplate(template.asString());
    }

    /** The pipeline takes a string of labels with commas between them, too. */
    private static List<String> labels(JsonNode labels) {
        return labels.isArray()
                ? strings(labels)
                : Arrays.stream(labels.asString().split(","))
                        .map(String::strip)
                        .filter(label -> !label.isEmpty())
                        .toList();
    }

    private static void assertResults(
            List<ZeroShotClassification> results, List<JsonNode> expected) {
        assertThat(results).hasSameSizeAs(expected);
        for (int i = 0; i < results.size(); i++) {
            ZeroShotClassification result = results.get(i);
            assertThat(result.sequence()).isEqualTo(expected.get(i).get("sequence").asString());
            assertThat(result.labels()).isEqualTo(strings(expected.get(i).get("labels")));
            List<JsonNode> scores = list(expected.get(i).get("scores"));
            assertThat(result.scores()).hasSameSizeAs(scores);
            for (int k = 0; k < scores.size(); k++) {
                assertThat(result.scores().get(k))
                        .isCloseTo(scores.get(k).doubleValue(), within(BOUND));
            }
        }
    }

    private static List<String> strings(JsonNode oneOrMore) {
        return list(oneOrMore).stream().map(JsonNode::asString).toList();
    }

    private static List<JsonNode> list(JsonNode oneOrMore) {
        return oneOrMore.isArray() ? oneOrMore.valueStream().toList() : List.of(oneOrMore);
    }
}
