package dev.distil4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Locale;

/** seqeval's entities and figures on generated labels. */
class SpanMetricsTest {

    /** Both compute in float64, in another order. */
    private static final double ROUNDING = 1e-14;

    static List<JsonNode> spans() {
        return Golden.read("span-metrics.json").get("spans").valueStream().toList();
    }

    static List<JsonNode> figures() {
        return Golden.read("span-metrics.json").get("figures").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("spans")
    void entitiesAreThoseOfSeqeval(JsonNode golden) {
        for (SpanScheme scheme : SpanScheme.values()) {
            JsonNode expected = golden.get(name(scheme));
            if (expected != null) {
                assertThat(scheme.spans(strings(golden.get("labels"))))
                        .isEqualTo(
                                expected.valueStream()
                                        .map(
                                                span ->
                                                        new LabelSpan(
                                                                span.get(0).asString(),
                                                                span.get(1).intValue(),
                                                                span.get(2).intValue()))
                                        .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void figuresAreThoseOfSeqeval(JsonNode golden) {
        JsonNode references = golden.get("references");
        for (SpanScheme scheme : SpanScheme.values()) {
            SpanMetrics metrics = SpanMetrics.NONE;
            for (int i = 0; i < references.size(); i++) {
                metrics =
                        metrics.plus(
                                SpanMetrics.of(
                                        strings(references.get(i)),
                                        strings(golden.get("predictions").get(i)),
                                        scheme));
            }
            JsonNode expected = golden.get(name(scheme));
            assertThat(metrics.accuracy())
                    .isCloseTo(golden.get("accuracy").doubleValue(), within(ROUNDING));
            assertThat(metrics.macro_f1())
                    .isCloseTo(expected.get("macro_f1").doubleValue(), within(ROUNDING));
            assertCounts(metrics.all(), expected.get("micro"));
            List<Counts> types = List.copyOf(metrics.types().values());
            assertThat(types).hasSize(expected.get("types").size());
            for (int i = 0; i < types.size(); i++) {
                assertCounts(types.get(i), expected.get("types").get(i));
            }
        }
    }

    private static void assertCounts(Counts counts, JsonNode expected) {
        assertThat(counts.support()).isEqualTo(expected.get("support").longValue());
        assertThat(counts.precision())
                .isCloseTo(expected.get("precision").doubleValue(), within(ROUNDING));
        assertThat(counts.recall())
                .isCloseTo(expected.get("recall").doubleValue(), within(ROUNDING));
        assertThat(counts.f1()).isCloseTo(expected.get("f1").doubleValue(), within(ROUNDING));
    }

    @Test
    void noWordsHaveNoFigures() {
        assertThat(SpanMetrics.NONE.accuracy()).isZero();
        assertThat(SpanMetrics.NONE.macro_f1()).isZero();
        assertThat(SpanMetrics.NONE.all()).isEqualTo(Counts.NONE);
    }

    @Test
    void labelsThatFitNoSchemeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpanScheme.STRICT_IOB2.spans(List.of("O", "NOUN")))
                .withMessage("'NOUN' is no label of IOB2: it has to begin with I, O or B");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpanScheme.CONLLEVAL.spans(List.of("O", "")))
                .withMessage("a word has an empty label; write O for none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SpanMetrics.of(List.of("O"), List.of(), SpanScheme.CONLLEVAL))
                .withMessageStartingWith("there are 1 references and 0 predictions");
    }

    private static String name(SpanScheme scheme) {
        return scheme.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
