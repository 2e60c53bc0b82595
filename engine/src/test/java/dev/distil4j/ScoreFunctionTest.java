package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** From logits to scores, also where a careless formula overflows. */
class ScoreFunctionTest {

    @Test
    void softmaxSharesOneAmongTheLabels() {
        double[] scores = ScoreFunction.SOFTMAX.apply(new float[] {0, (float) Math.log(3)});
        assertThat(scores).containsExactly(new double[] {0.25, 0.75}, within(1e-7));
    }

    @Test
    void softmaxOfHugeLogitsStaysFinite() {
        double[] scores = ScoreFunction.SOFTMAX.apply(new float[] {3e38f, 3e38f, -3e38f});
        assertThat(scores).containsExactly(0.5, 0.5, 0);
    }

    @Test
    void sigmoidJudgesEachLabelAlone() {
        double[] scores = ScoreFunction.SIGMOID.apply(new float[] {0, 3e38f, -3e38f});
        assertThat(scores).containsExactly(0.5, 1, 0);
    }

    @Test
    void noneLeavesTheLogitsAsTheyAre() {
        assertThat(ScoreFunction.NONE.apply(new float[] {-1.5f, 3e38f}))
                .containsExactly(-1.5f, 3e38f);
    }
}
