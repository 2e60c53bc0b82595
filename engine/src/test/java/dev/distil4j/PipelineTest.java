package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.GoldenModels;
import dev.distil4j.testing.TestData;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The scores, labels and order of transformers' text-classification pipeline. */
class PipelineTest {

    /** Between scores of 0 to 1 that float32 computed and rounded. */
    static final double SCORE_BOUND = 1e-6 + 0x1p-24;

    /** Between logits: the least bound of every golden. */
    static final double LOGIT_BOUND = 2e-5;

    private static final GoldenModels SEEDED = GoldenModels.of("text-classification.json");

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    private TextClassifier textClassification(Path folder) {
        return Distil4J.textClassification(ModelSource.folder(folder), options());
    }

    static List<String> small() {
        return SEEDED.small();
    }

    static List<String> real() {
        return SEEDED.real();
    }

    @ParameterizedTest
    @MethodSource("small")
    void bertEqualsThePipeline(String model, @TempDir Path folder) {
        assertSeededEqualsPipeline(model, folder);
    }

    @ParameterizedTest
    @MethodSource("real")
    @Tag("data")
    void modelsOverRealVocabulariesEqualThePipeline(String model, @TempDir Path folder) {
        assertSeededEqualsPipeline(model, folder);
    }

    private void assertSeededEqualsPipeline(String model, Path folder) {
        ModelSource source = ModelSource.folder(SEEDED.write(model, folder));
        Map<Truncation, List<JsonNode>> cases =
                SEEDED.cases(model).stream()
                        .collect(Collectors.groupingBy(PipelineTest::truncation));
        cases.forEach(
                (truncation, some) -> {
                    Options cutting = options().truncation(truncation);
                    try (var classifier = Distil4J.textClassification(source, cutting)) {
                        for (JsonNode entry : some) {
                            JsonNode parameters = entry.get("parameters");
                            assertEqualsPipeline(
                                    classifier, parameters, List.of(entry), LOGIT_BOUND);
                        }
                    }
                });
    }

    private static Truncation truncation(JsonNode entry) {
        return entry.get("parameters").path("truncation").asBoolean(false)
                ? Truncation.LONGEST_FIRST
                : Truncation.ERROR;
    }

    @Test
    @Tag("data")
    void aTrainedModelEqualsThePipeline() {
        JsonNode golden = Golden.read("sst2-small-pipeline.json");
        Path folder = TestData.path("models/sst2-small");
        try (TextClassifier classifier = textClassification(folder)) {
            JsonNode parameters = golden.get("header").get("parameters");
            assertEqualsPipeline(classifier, parameters, golden.get("results"), SCORE_BOUND);
        }
    }

    static void assertEqualsPipeline(
            TextClassifier classifier,
            JsonNode parameters,
            Iterable<JsonNode> results,
            double bound) {
        ClassificationOptions options = options(parameters);
        assertThat(results).isNotEmpty();
        for (JsonNode result : results) {
            List<List<Score>> scores = classifier.classify(inputs(result.get("inputs")), options);
            JsonNode outputs = result.get("outputs");
            assertThat(scores).isNotEmpty();
            for (int i = 0; i < scores.size(); i++) {
                assertScores(scores.get(i), outputOf(outputs, i, scores.size()), bound);
            }
        }
    }

    private static ClassificationOptions options(JsonNode parameters) {
        ClassificationOptions options = ClassificationOptions.defaults();
        JsonNode function = parameters.get("function_to_apply");
        if (function != null) {
            String name = function.asString().toUpperCase(Locale.ROOT);
            options = options.functionToApply(ScoreFunction.valueOf(name));
        }
        JsonNode top_k = parameters.get("top_k");
        if (top_k == null) {
            return options.topK(1); // the pipeline's default
        }
        return top_k.isNull() ? options : options.topK(top_k.intValue());
    }

    private static List<TextInput> inputs(JsonNode inputs) {
        return inputs.isArray()
                ? inputs.valueStream().map(PipelineTest::input).toList()
                : List.of(input(inputs));
    }

    private static TextInput input(JsonNode input) {
        return input.isObject()
                ? TextInput.pair(input.get("text").asString(), input.get("text_pair").asString())
                : TextInput.of(input.asString());
    }

    /** Without top_k the pipeline leaves out brackets around what is one of its kind. */
    private static List<JsonNode> outputOf(JsonNode outputs, int i, int inputs) {
        boolean listOfLists = outputs.isArray() && outputs.get(0).isArray();
        if (listOfLists) {
            assertThat(outputs).hasSize(inputs);
            return outputs.get(i).valueStream().toList();
        }
        if (inputs > 1) {
            assertThat(outputs).hasSize(inputs);
            return List.of(outputs.get(i));
        }
        return outputs.isArray() ? outputs.valueStream().toList() : List.of(outputs);
    }

    private static void assertScores(List<Score> scores, List<JsonNode> expected, double bound) {
        assertThat(scores.stream().map(Score::label))
                .isEqualTo(expected.stream().map(e -> e.get("label").asString()).toList());
        for (int i = 0; i < scores.size(); i++) {
            double score = expected.get(i).get("score").doubleValue();
            assertThat(Math.abs(scores.get(i).score() - score))
                    .isLessThanOrEqualTo(bound * Math.max(1, Math.abs(score)));
        }
    }
}
