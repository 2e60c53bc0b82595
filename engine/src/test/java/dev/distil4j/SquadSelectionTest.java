package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.SquadPrediction.Candidate;
import dev.distil4j.tokenizer.Encoding;

import org.junit.jupiter.api.Test;

/** The rules of the evaluation recipe, each on logits that show it alone. */
class SquadSelectionTest {

    private static final String CONTEXT = "a b c";

    /** {@code [CLS] q [SEP] a b c [SEP]}. */
    private static final Encoding WINDOW =
            new Encoding(
                    new int[7],
                    new int[] {0, 0, 0, 1, 1, 1, 1},
                    new int[] {0, 0, 0, 0, 2, 4, 0},
                    new int[] {0, 1, 0, 1, 3, 5, 0},
                    new int[] {-1, 0, -1, 0, 1, 2, -1});

    /** The window {@code [CLS] q [SEP] [SEP]} of a context without tokens. */
    private static final Encoding EMPTY =
            new Encoding(
                    new int[4],
                    new int[] {0, 0, 0, 1},
                    new int[4],
                    new int[] {0, 1, 0, 0},
                    new int[] {-1, 0, -1, -1});

    private static float[] logits(float[] starts, float[] ends) {
        float[] logits = new float[2 * starts.length];
        for (int i = 0; i < starts.length; i++) {
            logits[2 * i] = starts[i];
            logits[2 * i + 1] = ends[i];
        }
        return logits;
    }

    private static SquadPrediction prediction(SquadRecipe recipe, float[] starts, float[] ends) {
        var selection = new SquadSelection(CONTEXT, recipe);
        selection.add(WINDOW, logits(starts, ends));
        return selection.prediction();
    }

    @Test
    void scoresAreSumsOfLogits() {
        SquadPrediction prediction =
                prediction(
                        SquadRecipe.version1(),
                        new float[] {9, 9, 9, 1, 3, 0, 9},
                        new float[] {9, 9, 9, 0, 1, 2, 9});
        assertThat(prediction.prediction_text()).isEqualTo("b c");
        assertThat(prediction.n_best())
                .extracting(Candidate::text)
                .containsExactly("b c", "b", "a b c", "a b", "c", "a");
        double total = 2 * Math.exp(-3) + Math.exp(-4) + Math.exp(-2) + Math.exp(-1) + 1;
        assertThat(prediction.n_best().getFirst().probability()).isCloseTo(1 / total, within(1e-7));
    }

    @Test
    void ofEqualLogitsTheLaterTokenIsTakenFirst() {
        SquadRecipe one = SquadRecipe.version1().nBestSize(1);
        float[] flat = {0, 0, 0, 5, 5, 5, 0};
        assertThat(prediction(one, flat, flat).prediction_text()).isEqualTo("c");
    }

    @Test
    void onlyTheBestBeginsAndEndsArePaired() {
        float[] starts = {0, 0, 0, 5, 4, 3, 0};
        float[] ends = {0, 0, 0, 5, 4, 3, 0};
        assertThat(prediction(SquadRecipe.version1().nBestSize(2), starts, ends).n_best())
                .extracting(Candidate::text)
                .containsExactly("a", "a b");
        float[] late = {9, 0, 0, 0, 0, 5, 0};
        float[] early = {9, 0, 0, 5, 0, 0, 0};
        assertThat(prediction(SquadRecipe.version1().nBestSize(2), late, early).n_best())
                .extracting(Candidate::text)
                .containsExactly("empty");
    }

    @Test
    void longAnswersAreLeftOut() {
        float[] starts = {0, 0, 0, 5, 0, 0, 0};
        float[] ends = {0, 0, 0, 0, 0, 5, 0};
        SquadRecipe recipe = SquadRecipe.version1();
        assertThat(prediction(recipe, starts, ends).prediction_text()).isEqualTo("a b c");
        assertThat(prediction(recipe.maxAnswerLength(2), starts, ends).n_best())
                .extracting(Candidate::text)
                .doesNotContain("a b c");
    }

    @Test
    void noAnswerIsPredictedAboveTheThresholdOnly() {
        float[] starts = {2, 0, 0, 1, 0, 0, 0};
        float[] ends = {2, 0, 0, 1, 0, 0, 0};
        SquadRecipe recipe = SquadRecipe.version2();
        assertThat(prediction(recipe, starts, ends).prediction_text()).isEmpty();
        assertThat(prediction(recipe, starts, ends).score_diff()).isEqualTo(2);
        assertThat(prediction(recipe.nullScoreDiffThreshold(2), starts, ends).prediction_text())
                .isEqualTo("a");
        assertThat(prediction(SquadRecipe.version1(), starts, ends).prediction_text())
                .isEqualTo("a");
    }

    @Test
    void theWindowThatSpeaksLeastForNoAnswerCounts() {
        var selection = new SquadSelection(CONTEXT, SquadRecipe.version2());
        float[] low = {-3, 0, 0, 1, 0, 0, 0};
        float[] high = {8, 0, 0, 1, 0, 0, 0};
        selection.add(WINDOW, logits(high, high));
        selection.add(WINDOW, logits(low, low));
        selection.add(WINDOW, logits(high, high));
        assertThat(selection.prediction().score_diff()).isEqualTo(-8);
        assertThat(selection.prediction().prediction_text()).isEqualTo("a");
    }

    @Test
    void noAnswerIsAmongTheBestHoweverLow() {
        float[] starts = {-9, 0, 0, 1, 0, 0, 0};
        SquadRecipe one = SquadRecipe.version2().nBestSize(1);
        assertThat(prediction(one, starts, starts).n_best())
                .extracting(Candidate::text)
                .containsExactly("a", "");
    }

    @Test
    void aContextWithoutTokensHasTheStopgapOfTheReference() {
        float[] flat = {-1, 0, 0, 0};
        for (SquadRecipe recipe :
                new SquadRecipe[] {SquadRecipe.version1(), SquadRecipe.version2()}) {
            var selection = new SquadSelection(" ", recipe);
            selection.add(EMPTY, logits(flat, flat));
            SquadPrediction prediction = selection.prediction();
            assertThat(prediction.prediction_text()).isEqualTo("empty");
            assertThat(prediction.n_best().getFirst().text()).isEqualTo("empty");
            assertThat(prediction.n_best()).hasSize(recipe.version_2_with_negative() ? 2 : 1);
        }
    }
}
