package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.entailment.HypothesisTemplate;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.LogRecords;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.tokenizer.InputTooLongException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** What a zero-shot classifier does beyond the pipeline's answers. */
class ZeroShotClassifierTest {

    private static final List<String> LABELS = List.of("good", "bad");

    @TempDir private Path folder;

    private ZeroShotClassifier open(String... labels) {
        SeededCheckpoint checkpoint =
                SeededCheckpoint.of("bert", "SequenceClassification", 97, 3, labels);
        checkpoint.write(folder, Golden.folder("small-odd"));
        return Distil4J.zeroShotClassification(folder);
    }

    private ZeroShotClassifier open() {
        return open("contradiction", "neutral", "entailment");
    }

    @Test
    void eachTextGetsTheBitsThatItGetsAlone() {
        List<String> texts = List.of("the film was dull", "", "Good! So very good");
        try (ZeroShotClassifier classifier = open()) {
            assertThat(classifier.classify(texts, LABELS, ZeroShotOptions.defaults()))
                    .isEqualTo(
                            texts.stream().map(text -> classifier.classify(text, LABELS)).toList());
        }
    }

    @Test
    void noTextHasNoResult() {
        try (ZeroShotClassifier classifier = open()) {
            assertThat(classifier.classify(List.of(), LABELS, ZeroShotOptions.defaults()))
                    .isEmpty();
        }
    }

    @Test
    void noLabelIsRefused() {
        try (ZeroShotClassifier classifier = open()) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> classifier.classify("good", List.of()))
                    .withMessage("there is no candidate label; give one or more");
        }
    }

    @Test
    void aTextThatIsTooLongIsNamedWithItsLabel() {
        List<String> texts = List.of("good", "bad ".repeat(520));
        try (ZeroShotClassifier classifier = open()) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(
                            () ->
                                    classifier.classify(
                                            texts,
                                            LABELS,
                                            ZeroShotOptions.defaults().hypothesisTemplate("it {}")))
                    .withMessageStartingWith("text 2 with the label 'good': ")
                    .withMessageContaining("512")
                    .withCauseInstanceOf(InputTooLongException.class);
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> classifier.classify(texts.getLast(), LABELS))
                    .withMessageStartingWith("the text with the label 'good': ");
        }
    }

    @Test
    void aModelThatNamesNoEntailmentIsWarnedOf() {
        try (LogRecords log = new LogRecords();
                ZeroShotClassifier _ = open("yes", "no")) {
            assertThat(log.lines())
                    .anyMatch(
                            line ->
                                    line.startsWith("WARNING ")
                                            && line.contains(
                                                    "no label of [yes, no] begins with entail"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "It is so.", "{", "}", "{} {}", "{0} {}", "{1}", "{x}", "{{}}", "{0"})
    void aTemplateWithoutAPlaceForALabelIsRefused(String template) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ZeroShotOptions.defaults().hypothesisTemplate(template))
                .withMessageStartingWith("the hypothesis_template '" + template + "' has ")
                .withMessageContaining("write {} where the label goes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{0}, {0}", "{{{}}} 😀"})
    void aTemplateIsFilledAsPythonDoesIt(String template) {
        String expected =
                switch (template) {
                    case "{}" -> "art";
                    case "{0}, {0}" -> "art, art";
                    default -> "{art} 😀";
                };
        assertThat(HypothesisTemplate.parse(template).of("art")).isEqualTo(expected);
    }
}
