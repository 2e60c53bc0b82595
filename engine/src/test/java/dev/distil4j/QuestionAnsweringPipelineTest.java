package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestData;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The answers, places, scores and order of transformers' question-answering pipeline. */
class QuestionAnsweringPipelineTest {

    /** Of a score of 1, and in proportion of a lesser one, down to where float32 itself is rough. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 2e-5;

    @TempDir private Path folder;

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    @Test
    void everyOptionEqualsThePipeline() {
        JsonNode golden = Golden.read("question-answering.json");
        assertEqualsPipeline(golden, Golden::folder);
    }

    @Test
    @Tag("data")
    void realVocabulariesEqualThePipeline() {
        JsonNode golden = Golden.read("question-answering-real.json");
        assertEqualsPipeline(golden, name -> TestData.path("vocab/" + name));
    }

    @Test
    @Tag("data")
    void predictionsEqualTheRecipeOfSquad() {
        JsonNode golden = Golden.read("question-answering-real.json");
        List<JsonNode> checkpoints = golden.get("checkpoints").valueStream().toList();
        for (int i = 0; i < checkpoints.size(); i++) {
            try (var model = open(checkpoints.get(i), name -> TestData.path("vocab/" + name))) {
                for (JsonNode recipe : golden.get("recipes")) {
                    if (recipe.get("checkpoint").intValue() == i) {
                        assertEqualsRecipe(model, golden.get("inputs"), recipe);
                    }
                }
            }
        }
    }

    /** Where a vocabulary of that name lies. */
    private interface Vocabularies {
        Path of(String name);
    }

    private QuestionAnswering open(JsonNode listing, Vocabularies vocabularies) {
        Path model = folder.resolve(listing.get("architecture").asString());
        SeededCheckpoint.of(listing)
                .write(model, vocabularies.of(listing.get("vocabulary").asString()));
        return Distil4J.questionAnswering(ModelSource.folder(model), options());
    }

    private void assertEqualsPipeline(JsonNode golden, Vocabularies vocabularies) {
        List<JsonNode> checkpoints = golden.get("checkpoints").valueStream().toList();
        assertThat(checkpoints).hasSize(2);
        for (int i = 0; i < checkpoints.size(); i++) {
            int cases = 0;
            try (var model = open(checkpoints.get(i), vocabularies)) {
                for (JsonNode pipeline : golden.get("cases")) {
                    if (pipeline.get("checkpoint").intValue() == i) {
                        assertEqualsPipeline(model, golden.get("inputs"), pipeline);
                        cases++;
                    }
                }
            }
            assertThat(cases).isGreaterThan(20);
        }
    }

    private static void assertEqualsPipeline(
            QuestionAnswering model, JsonNode inputs, JsonNode pipeline) {
        List<QuestionInput> asked = new ArrayList<>();
        pipeline.get("inputs").forEach(name -> asked.add(input(inputs.get(name.asString()))));
        QuestionAnsweringOptions options = options(pipeline.get("parameters"));
        List<List<Answer>> answers = model.answer(asked, options);
        String what = pipeline.get("inputs") + " with " + pipeline.get("parameters");
        assertThat(answers).as(what).hasSize(asked.size());
        for (int i = 0; i < answers.size(); i++) {
            String context = asked.get(i).context();
            JsonNode expected = pipeline.get("answers").get(i);
            assertEqualsPipeline(answers.get(i), expected, context, what + ", input " + (i + 1));
        }
    }

    private static void assertEqualsPipeline(
            List<Answer> answers, JsonNode expected, String context, String what) {
        if (expected.isEmpty()) {
            assertThat(answers).as(what).containsExactly(new Answer(0, 0, 0, ""));
            return;
        }
        assertThat(answers).as(what).hasSize(expected.size());
        for (int i = 0; i < answers.size(); i++) {
            Answer answer = answers.get(i);
            JsonNode wanted = expected.get(i);
            assertThat(answer.answer()).as(what).isEqualTo(wanted.get("answer").asString());
            assertThat(context.substring(answer.start(), answer.end()))
                    .as(what)
                    .isEqualTo(answer.answer());
            assertThat(context.codePointCount(0, answer.start()))
                    .as(what)
                    .isEqualTo(wanted.get("start").intValue());
            assertThat(context.codePointCount(0, answer.end()))
                    .as(what)
                    .isEqualTo(wanted.get("end").intValue());
            assertClose(answer.score(), wanted.get("score"), wanted.get("f32"), what);
        }
    }

    private static void assertClose(double score, JsonNode f64, JsonNode f32, String what) {
        double wanted = f64.doubleValue();
        double rounding = 4 * Math.abs(f32.doubleValue() - wanted);
        double bound = Math.max(rounding, Math.min(ABSOLUTE, RELATIVE * wanted));
        assertThat(Math.abs(score - wanted)).as(what).isLessThanOrEqualTo(bound);
    }

    private static QuestionInput input(JsonNode entry) {
        return new QuestionInput(entry.get("question").asString(), entry.get("context").asString());
    }

    private static QuestionAnsweringOptions options(JsonNode parameters) {
        QuestionAnsweringOptions options = QuestionAnsweringOptions.defaults();
        for (var parameter : parameters.properties()) {
            JsonNode value = parameter.getValue();
            options =
                    switch (parameter.getKey()) {
                        case "top_k" -> options.topK(value.intValue());
                        case "doc_stride" -> options.docStride(value.intValue());
                        case "max_answer_len" -> options.maxAnswerLen(value.intValue());
                        case "max_seq_len" -> options.maxSeqLen(value.intValue());
                        case "handle_impossible_answer" ->
                                options.handleImpossibleAnswer(value.booleanValue());
                        case "align_to_words" -> options.alignToWords(value.booleanValue());
                        default -> throw new IllegalArgumentException(parameter.getKey());
                    };
        }
        return options;
    }

    private static void assertEqualsRecipe(
            QuestionAnswering model, JsonNode inputs, JsonNode golden) {
        SquadRecipe recipe = recipe(golden.get("recipe"));
        List<JsonNode> expected = golden.get("predictions").valueStream().toList();
        List<SquadPrediction> predictions =
                model.predict(
                        expected.stream()
                                .map(e -> input(inputs.get(e.get("input").asString())))
                                .toList(),
                        recipe);
        assertThat(expected).hasSizeGreaterThan(10);
        for (int i = 0; i < expected.size(); i++) {
            JsonNode wanted = expected.get(i);
            String what = golden.get("recipe") + " on " + wanted.get("input");
            SquadPrediction prediction = predictions.get(i);
            assertThat(prediction.prediction_text())
                    .as(what)
                    .isEqualTo(wanted.get("prediction_text").asString());
            assertThat(prediction.n_best()).as(what).hasSize(wanted.get("n_best_size").intValue());
            for (int n = 0; n < wanted.get("n_best").size(); n++) {
                assertEqualsRecipe(prediction.n_best().get(n), wanted.get("n_best").get(n), what);
            }
            if (!wanted.get("score_diff").isNull()) {
                double score_diff = wanted.get("score_diff").doubleValue();
                assertThat(Math.abs(prediction.score_diff() - score_diff))
                        .as(what)
                        .isLessThan(1e-4);
            }
        }
    }

    private static void assertEqualsRecipe(
            SquadPrediction.Candidate candidate, JsonNode wanted, String what) {
        assertThat(candidate.text()).as(what).isEqualTo(wanted.get("text").asString());
        double probability = wanted.get("probability").doubleValue();
        assertThat(Math.abs(candidate.probability() - probability))
                .as(what)
                .isLessThan(Math.min(ABSOLUTE, RELATIVE * probability));
        double start_logit = wanted.get("start_logit").doubleValue();
        double end_logit = wanted.get("end_logit").doubleValue();
        assertThat(Math.abs(candidate.start_logit() - start_logit)).as(what).isLessThan(ABSOLUTE);
        assertThat(Math.abs(candidate.end_logit() - end_logit)).as(what).isLessThan(ABSOLUTE);
    }

    private static SquadRecipe recipe(JsonNode parameters) {
        SquadRecipe recipe =
                parameters.has("version_2_with_negative")
                        ? SquadRecipe.version2()
                        : SquadRecipe.version1();
        for (var parameter : parameters.properties()) {
            JsonNode value = parameter.getValue();
            recipe =
                    switch (parameter.getKey()) {
                        case "version_2_with_negative" -> recipe;
                        case "null_score_diff_threshold" ->
                                recipe.nullScoreDiffThreshold(value.doubleValue());
                        case "n_best_size" -> recipe.nBestSize(value.intValue());
                        case "max_answer_length" -> recipe.maxAnswerLength(value.intValue());
                        case "max_seq_length" ->
                                recipe.windows(value.intValue(), recipe.doc_stride());
                        case "doc_stride" ->
                                recipe.windows(recipe.max_seq_length(), value.intValue());
                        default -> throw new IllegalArgumentException(parameter.getKey());
                    };
        }
        return recipe;
    }
}
