package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.loaders.SquadFile;
import dev.distil4j.loaders.SquadParagraph;
import dev.distil4j.metrics.SquadMetrics;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestData;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** SQuAD's dev set from the file to the figures, as run_qa.py and the official script have it. */
class SquadDevTest {

    private static final double ROUNDING = 1e-9;

    private final JsonNode golden = Golden.read("squad-dev.json");

    @Test
    @Tag("data")
    void everyPredictionAndBothFiguresEqualTheReference(@TempDir Path folder) throws IOException {
        JsonNode listing = golden.get("checkpoint");
        Path vocabulary = TestData.path("vocab/" + listing.get("vocabulary").asString());
        SeededCheckpoint.of(listing).write(folder, vocabulary);
        List<SquadParagraph> paragraphs = new ArrayList<>();
        Path file = TestData.path("squad/dev-half.json");
        SquadFile.read(Files.newInputStream(file), file.toString(), paragraphs::add);
        try (QuestionAnswering model = Distil4J.questionAnswering(folder)) {
            assertThat(golden.get("figures")).hasSize(2);
            for (JsonNode figures : golden.get("figures")) {
                assertFigures(model, paragraphs, figures);
            }
        }
    }

    private static void assertFigures(
            QuestionAnswering model, List<SquadParagraph> paragraphs, JsonNode figures) {
        SquadRecipe recipe =
                figures.get("recipe").isEmpty()
                        ? SquadRecipe.version1()
                        : SquadRecipe.version2()
                                .nullScoreDiffThreshold(
                                        figures.get("recipe")
                                                .get("null_score_diff_threshold")
                                                .doubleValue());
        SquadMetrics metrics = SquadMetrics.NONE;
        List<String> texts = new ArrayList<>();
        for (SquadParagraph paragraph : paragraphs) {
            List<QuestionInput> inputs =
                    paragraph.qas().stream()
                            .map(qa -> new QuestionInput(qa.question(), paragraph.context()))
                            .toList();
            List<SquadPrediction> predictions = model.predict(inputs, recipe);
            for (int i = 0; i < inputs.size(); i++) {
                String text = predictions.get(i).prediction_text();
                texts.add(text);
                metrics =
                        metrics.plus(
                                text,
                                paragraph.qas().get(i).answers().stream()
                                        .map(SquadParagraph.Answer::text)
                                        .toList());
            }
        }
        assertThat(texts).hasSize(figures.get("total").intValue());
        assertThat(texts.stream().filter(String::isEmpty).count())
                .isEqualTo(figures.get("empty").longValue());
        long characters = 0;
        long weighted = 0;
        for (int i = 0; i < texts.size(); i++) {
            long length = texts.get(i).codePointCount(0, texts.get(i).length());
            characters += length;
            weighted += i * length;
        }
        assertThat(characters).isEqualTo(figures.get("characters").longValue());
        assertThat(weighted).isEqualTo(figures.get("weighted").longValue());
        assertThat(metrics.all().exact())
                .isCloseTo(figures.get("exact").doubleValue(), within(ROUNDING));
        assertThat(metrics.all().f1()).isCloseTo(figures.get("f1").doubleValue(), within(ROUNDING));
    }
}
