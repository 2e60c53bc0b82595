package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

/** From logits to scores, also where a careless formula overflows. */
class ScoreFunctionTest {

    /** The scores of one text's logits between those of others. */
    private static double[] scores(ScoreFunction function, float... logits) {
        float[] all = new float[logits.length + 3];
        Arrays.fill(all, 7);
        System.arraycopy(logits, 0, all, 1, logits.length);
        return function.apply(all, 1, logits.length);
    }

    @Test
    void softmaxSharesOneAmongTheLabels() {
        double[] scores = scores(ScoreFunction.SOFTMAX, 0, (float) Math.log(3));
        assertThat(scores).containsExactly(new double[] {0.25, 0.75}, within(1e-7));
    }

    @Test
    void softmaxOfHugeLogitsStaysFinite() {
        double[] scores = scores(ScoreFunction.SOFTMAX, 3e38f, 3e38f, -3e38f);
        assertThat(scores).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void sigmoidJudgesEachLabelAlone() {
        double[] scores = scores(ScoreFunction.SIGMOID, 0, 3e38f, -3e38f);
        assertThat(scores).containsExactly(0.5, 1, 0);
    }

    @Test
    void noneLeavesTheLogitsAsTheyAre() {
        assertThat(scores(ScoreFunction.NONE, -1.5f, 3e38f)).containsExactly(-1.5f, 3e38f);
    }
}
