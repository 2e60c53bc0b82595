package dev.distil4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** scikit-learn's figures on generated predictions. */
class ClassificationMetricsTest {

    /** Both compute in float64, but add the labels in another order. */
    private static final double ROUNDING = 1e-14;

    static List<JsonNode> classes() {
        return Golden.read("classification-metrics.json").get("classes").valueStream().toList();
    }

    static List<JsonNode> labelSets() {
        return Golden.read("classification-metrics.json").get("label_sets").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("classes")
    void oneLabelATextEqualsScikitLearn(JsonNode golden) {
        assertFigures(
                ClassificationMetrics.ofLabels(
                        strings(golden.get("references")), strings(golden.get("predictions"))),
                golden);
    }

    @ParameterizedTest
    @MethodSource("labelSets")
    void labelSetsEqualScikitLearn(JsonNode golden) {
        assertFigures(
                ClassificationMetrics.ofLabelSets(
                        Set.copyOf(strings(golden.get("labels"))),
                        sets(golden.get("references")),
                        sets(golden.get("predictions"))),
                golden);
    }

    private static void assertFigures(ClassificationMetrics metrics, JsonNode golden) {
        assertFigure(metrics.accuracy(), golden, "accuracy");
        assertFigure(metrics.macro_f1(), golden, "macro_f1");
        assertFigure(metrics.micro_f1(), golden, "micro_f1");
        JsonNode labels = golden.get("by_label");
        assertThat(metrics.labels().keySet()).containsExactlyInAnyOrderElementsOf(names(labels));
        metrics.labels()
                .forEach(
                        (label, counts) -> {
                            JsonNode expected = labels.get(label);
                            assertFigure(counts.precision(), expected, "precision");
                            assertFigure(counts.recall(), expected, "recall");
                            assertFigure(counts.f1(), expected, "f1");
                            assertThat(counts.support())
                                    .isEqualTo(expected.get("support").longValue());
                        });
    }

    private static void assertFigure(double figure, JsonNode golden, String name) {
        assertThat(figure).as(name).isCloseTo(golden.get(name).doubleValue(), within(ROUNDING));
    }

    @Test
    void nothingToCountIsZero() {
        ClassificationMetrics none = ClassificationMetrics.ofLabels(List.of(), List.of());
        assertThat(none.accuracy()).isZero();
        assertThat(none.macro_f1()).isZero();
        assertThat(none.micro_f1()).isZero();
    }

    @Test
    void listsThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClassificationMetrics.ofLabels(List.of("a", "b"), List.of("a")))
                .withMessage(
                        "there are 2 references and 1 predictions; give one of each for a text");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                ClassificationMetrics.ofLabelSets(
                                        Set.of("b", "a"), List.of(Set.of()), List.of(Set.of("c"))))
                .withMessage("'c' is none of the labels [a, b]");
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }

    private static List<Set<String>> sets(JsonNode array) {
        return array.valueStream().map(set -> (Set<String>) new HashSet<>(strings(set))).toList();
    }

    private static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }
}
