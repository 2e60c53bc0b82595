package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.tokenizer.Encoding;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

/** The rules of the pipeline's post-processing, each on logits that show it alone. */
class AnswerRankingTest {

    /** Logits so low that a probability is 0. */
    private static final float NEVER = -1000;

    private static final QuestionAnsweringOptions DEFAULTS = QuestionAnsweringOptions.defaults();

    /** A window: {@code [CLS] q [SEP]}, then the words of the context, then {@code [SEP]}. */
    private static Encoding window(String context, int fromWord, int toWord) {
        String[] words = context.split(" ", -1);
        int tokens = 3 + (toWord - fromWord) + 1;
        int[] typeIds = new int[tokens];
        int[] starts = new int[tokens];
        int[] ends = new int[tokens];
        int[] numbers = new int[tokens];
        Arrays.fill(typeIds, 3, tokens, 1);
        Arrays.fill(numbers, Encoding.NO_WORD);
        numbers[1] = 0;
        ends[1] = 1;
        int place = 0;
        for (int word = 0; word < toWord; word++) {
            if (word >= fromWord) {
                int token = 3 + word - fromWord;
                numbers[token] = word;
                starts[token] = place;
                ends[token] = place + words[word].length();
            }
            place += words[word].length() + 1;
        }
        return new Encoding(new int[tokens], typeIds, starts, ends, numbers);
    }

    private static Encoding window(String context) {
        return window(context, 0, context.split(" ", -1).length);
    }

    /** The same logits for begins and ends. */
    private static float[] logits(double... values) {
        float[] logits = new float[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            logits[2 * i] = (float) values[i];
            logits[2 * i + 1] = (float) values[i];
        }
        return logits;
    }

    private static List<Answer> answers(
            String context, QuestionAnsweringOptions options, float[] logits) {
        var ranking = new AnswerRanking(context, options);
        ranking.add(window(context), logits);
        return ranking.best();
    }

    @Test
    void probabilitiesAreThoseOfContextAndClsAlone() {
        // The question and the separators would have all of it, were they not masked.
        float[] logits = logits(0, 50, 50, 0, NEVER, 50);
        Answer best = answers("a b", DEFAULTS, logits).getFirst();
        assertThat(best.answer()).isEqualTo("a");
        assertThat(best.score()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void whatIsMaskedStillHasTheLogitOfTheReference() {
        // As low as the mask itself: three masked tokens, [CLS] and two of the context share.
        float[] logits = logits(-10_000, 0, 0, -10_000, -10_000, 0);
        Answer best = answers("a b", DEFAULTS.maxAnswerLen(1), logits).getFirst();
        assertThat(best.score()).isCloseTo(1 / 36.0, within(1e-12));
    }

    @Test
    void amongEqualSpansTheFirstAndThenTheShorterOneWins() {
        float[] logits = logits(NEVER, 0, 0, 1, 1, 1, 0);
        assertThat(answers("a b c", DEFAULTS.topK(6), logits))
                .extracting(Answer::answer)
                .containsExactly("a", "a b", "a b c", "b", "b c", "c");
        assertThat(answers("a b c", DEFAULTS.topK(2).alignToWords(false), logits))
                .extracting(Answer::answer)
                .containsExactly("a", "a b");
    }

    @Test
    void noSpanEndsBeforeItBeginsOrIsTooLong() {
        float[] logits = logits(NEVER, 0, 0, 0, 0, 9, 0, 0);
        logits[2 * 3 + 1] = 20; // the end at the first word, the begin at the third
        assertThat(answers("a b c d", DEFAULTS, logits).getFirst().answer()).isEqualTo("a");
        List<Answer> all = answers("a b c d", DEFAULTS.topK(99).maxAnswerLen(2), logits);
        assertThat(all)
                .extracting(Answer::answer)
                .containsExactlyInAnyOrder("a", "b", "c", "d", "a b", "b c", "c d");
    }

    @Test
    void answersThatReadTheSameAreOneWithTheSumOfTheirScores() {
        float[] logits = logits(NEVER, 0, 0, 1, NEVER, 2, 0);
        logits[2 * 3 + 1] = 3;
        logits[2 * 5 + 1] = 3;
        List<Answer> answers = answers("Rome is ROME", DEFAULTS.maxAnswerLen(1).topK(3), logits);
        assertThat(answers).hasSize(2);
        // The better one was found first, and says how it is written and where.
        assertThat(answers.getFirst().answer()).isEqualTo("ROME");
        assertThat(answers.getFirst().start()).isEqualTo(8);
        assertThat(answers.getFirst().score()).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void equalAnswersOfSeveralWindowsCanExceedOne() {
        String context = "Rome or rome";
        var ranking = new AnswerRanking(context, DEFAULTS);
        ranking.add(window(context, 0, 2), logits(NEVER, 0, 0, 1, NEVER, 0));
        ranking.add(window(context, 1, 3), logits(NEVER, 0, 0, NEVER, 1, 0));
        assertThat(ranking.best())
                .singleElement()
                .satisfies(
                        answer -> {
                            assertThat(answer.answer()).isEqualTo("Rome");
                            assertThat(answer.score()).isCloseTo(2, within(1e-12));
                        });
    }

    @Test
    void onlySoManySpansOfAWindowAreAddedUp() {
        // 20 equal answers, of which top_k = 1 looks at 12, and without alignment at 1.
        String context = "x ".repeat(20).strip();
        double[] values = new double[24];
        values[0] = values[23] = NEVER;
        float[] logits = logits(values);
        QuestionAnsweringOptions single = DEFAULTS.maxAnswerLen(1);
        assertThat(answers(context, single, logits).getFirst().score())
                .isCloseTo(12 / 400.0, within(1e-12));
        assertThat(answers(context, single.alignToWords(false), logits).getFirst().score())
                .isCloseTo(1 / 400.0, within(1e-12));
    }

    @Test
    void theEmptyAnswerHasTheLeastScoreOfAllWindows() {
        String context = "a b c d";
        QuestionAnsweringOptions options = DEFAULTS.handleImpossibleAnswer(true).topK(9);
        var ranking = new AnswerRanking(context, options);
        ranking.add(window(context, 0, 2), logits(0, 9, 9, 0, NEVER, 9));
        ranking.add(window(context, 1, 3), logits(0, 9, 9, 0, 0, 9));
        ranking.add(window(context, 2, 4), logits(0, 9, 9, 0, NEVER, 9));
        assertThat(ranking.best())
                .filteredOn(answer -> answer.answer().isEmpty())
                .singleElement()
                .satisfies(none -> assertThat(none.score()).isCloseTo(1 / 9.0, within(1e-12)));
    }

    @Test
    void theEmptyAnswerGoesBehindOneOfTheSameScore() {
        float[] logits = logits(0, 0, 0, 0, NEVER, 0);
        assertThat(answers("a b", DEFAULTS.handleImpossibleAnswer(true).topK(2), logits))
                .extracting(Answer::answer)
                .containsExactly("a", "");
    }

    @Test
    void aContextWithoutTokensHasTheEmptyAnswer() {
        var ranking = new AnswerRanking(" ", DEFAULTS.topK(3));
        ranking.add(window("", 0, 0), logits(0, 0, 0, 0));
        assertThat(ranking.best()).containsExactly(new Answer(0, 0, 0, ""));
    }

    @Test
    void aWordIsWholeAsFarAsItsWindowHasIt() {
        // Two words of three pieces each; the window begins inside of the first.
        String context = "abcdef uvwxyz";
        int[] starts = {0, 0, 0, 2, 4, 7, 9, 11, 0};
        int[] ends = {0, 1, 0, 4, 6, 9, 11, 13, 0};
        int[] words = {-1, 0, -1, 0, 0, 1, 1, 1, -1};
        int[] types = {0, 0, 0, 1, 1, 1, 1, 1, 1};
        var window = new Encoding(new int[9], types, starts, ends, words);
        float[] logits = logits(NEVER, 0, 0, 0, 0, 0, 0, 0, 0);
        logits[2 * 4] = 20; // begins at "ef"
        logits[2 * 6 + 1] = 20; // ends at "wx"
        var aligned = new AnswerRanking(context, DEFAULTS);
        aligned.add(window, logits);
        assertThat(aligned.best().getFirst().answer()).isEqualTo("cdef uvwxyz");
        var exact = new AnswerRanking(context, DEFAULTS.alignToWords(false));
        exact.add(window, logits);
        assertThat(exact.best().getFirst().answer()).isEqualTo("ef uvwx");
    }
}
