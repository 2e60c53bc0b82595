package dev.distil4j.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class TokenScoreTest {

    /** Rows of three; the second one is asked for. */
    private static final float[] LOGITS = {9, 9, 9, (float) Math.log(2), 0, (float) Math.log(5)};

    private static List<Integer> tokens(List<TokenScore> scores) {
        return scores.stream().map(TokenScore::token).toList();
    }

    @Test
    void scoresAreSharesOfTheWholeRowBestFirst() {
        List<TokenScore> best = TokenScore.best(LOGITS, 3, 3, null, 2);
        assertThat(tokens(best)).containsExactly(2, 0);
        assertThat(best.get(0).score()).isCloseTo(5 / 8f, within(1e-7f));
        assertThat(best.get(1).score()).isCloseTo(2 / 8f, within(1e-7f));
    }

    @Test
    void targetsChooseAmongThemselvesButKeepTheirShares() {
        List<TokenScore> best = TokenScore.best(LOGITS, 3, 3, new int[] {1, 0}, 9);
        assertThat(tokens(best)).containsExactly(0, 1);
        assertThat(best.get(0).score()).isCloseTo(2 / 8f, within(1e-7f));
        assertThat(best.get(1).score()).isCloseTo(1 / 8f, within(1e-7f));
    }

    @Test
    void equalTokensComeByTheirIds() {
        float[] logits = {1, 2, 2, 1, 2};
        assertThat(tokens(TokenScore.best(logits, 0, 5, null, 2))).containsExactly(1, 2);
        assertThat(tokens(TokenScore.best(logits, 0, 5, null, 5))).containsExactly(1, 2, 4, 0, 3);
        assertThat(tokens(TokenScore.best(logits, 0, 5, new int[] {4, 3, 2, 0}, 3)))
                .containsExactly(2, 4, 0);
    }

    @Test
    void asManyAsAskedForAreThoseOfTheSortedRow() {
        Random random = new Random(7);
        float[] logits = new float[1000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = random.nextInt(300) / 10f;
        }
        List<Integer> sorted =
                IntStream.range(0, logits.length)
                        .boxed()
                        .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                        .toList();
        for (int top_k : new int[] {1, 2, 10, 999, 1000, Integer.MAX_VALUE}) {
            assertThat(tokens(TokenScore.best(logits, 0, logits.length, null, top_k)))
                    .isEqualTo(sorted.subList(0, Math.min(top_k, sorted.size())));
        }
    }

    @Test
    void hugeLogitsStayFinite() {
        float[] logits = {3e38f, -3e38f, 0, Float.NEGATIVE_INFINITY};
        List<TokenScore> best = TokenScore.best(logits, 0, 4, null, 4);
        assertThat(tokens(best)).containsExactly(0, 2, 1, 3);
        assertThat(best.stream().map(TokenScore::score)).containsExactly(1f, 0f, 0f, 0f);
    }

    @Test
    void equalTokensShareEqually() {
        float[] logits = new float[30522];
        List<TokenScore> best = TokenScore.best(logits, 0, logits.length, null, 3);
        assertThat(best).allMatch(token -> token.score() == 1f / 30522);
    }
}
