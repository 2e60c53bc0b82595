package dev.distil4j.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import java.util.List;

class SquadMetricsTest {

    private static final double ROUNDING = 1e-10;

    private final JsonNode golden = Golden.read("squad-metrics.json");

    @Test
    void wordsAreThoseOfTheReference() {
        assertThat(golden.get("normalized")).hasSizeGreaterThan(20);
        for (JsonNode entry : golden.get("normalized")) {
            String text = entry.get("text").asString();
            assertThat(AnswerWords.of(text)).as(text).isEqualTo(strings(entry.get("words")));
        }
    }

    @Test
    void aPairOfAnswersIsJudgedLikeTheReference() {
        for (JsonNode pair : golden.get("pairs")) {
            String prediction = pair.get("prediction").asString();
            String answer = pair.get("answer").asString();
            assertThat(SquadMetrics.exact(prediction, answer))
                    .as("%s", pair)
                    .isEqualTo(pair.get("exact").intValue() == 1);
            assertThat(SquadMetrics.f1(prediction, answer))
                    .as("%s", pair)
                    .isEqualTo(pair.get("f1").doubleValue());
        }
    }

    @Test
    void figuresEqualTheReference() {
        for (JsonNode evaluation : golden.get("evaluations")) {
            SquadMetrics metrics = SquadMetrics.NONE;
            for (JsonNode question : evaluation.get("questions")) {
                metrics =
                        metrics.plus(
                                question.get("prediction").asString(),
                                strings(question.get("answers")));
            }
            JsonNode figures = evaluation.get("figures");
            assertFigures(metrics.all(), figures, "");
            assertFigures(metrics.HasAns(), figures, "HasAns_");
            assertFigures(metrics.NoAns(), figures, "NoAns_");
        }
    }

    /** A group without questions has no figures in the reference, and 0 here. */
    private static void assertFigures(SquadMetrics.Sums sums, JsonNode figures, String group) {
        assertThat(sums.total()).isEqualTo(figures.path(group + "total").longValue(0));
        assertThat(sums.exact())
                .isCloseTo(figures.path(group + "exact").doubleValue(0), within(ROUNDING));
        assertThat(sums.f1())
                .isCloseTo(figures.path(group + "f1").doubleValue(0), within(ROUNDING));
    }

    private static List<String> strings(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}
