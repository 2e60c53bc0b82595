package dev.distil4j.metrics;

import java.io.Serializable;
import java.util.List;

/**
 * Exact match and F1 of answers, as the evaluation of SQuAD computes them ({@code squad_evaluate} of
 * transformers' {@code squad_metrics}, the official script of SQuAD 2.0).
 *
 * @param HasAns over the questions that have an answer
 * @param NoAns over those that have none
 */
public record SquadMetrics(Sums HasAns, Sums NoAns) implements Serializable {

    /** No question yet. */
    public static final SquadMetrics NONE = new SquadMetrics(Sums.NONE, Sums.NONE);

    /**
     * Figures over some questions.
     *
     * @param total how many there are
     * @param right how many predictions are a right answer, word for word
     * @param overlap the sum of the predictions' F1
     */
    public record Sums(long total, long right, double overlap) implements Serializable {

        private static final Sums NONE = new Sums(0, 0, 0);

        private Sums plus(Sums other) {
            return new Sums(total + other.total, right + other.right, overlap + other.overlap);
        }

        /** The percentage of exact matches; 0 if there is no question. */
        public double exact() {
            return total == 0 ? 0 : 100.0 * right / total;
        }

        /** The mean F1 in percent; 0 if there is no question. */
        public double f1() {
            return total == 0 ? 0 : 100.0 * overlap / total;
        }
    }

    /** Figures over all questions. */
    public Sums all() {
        return HasAns.plus(NoAns);
    }

    /**
     * These figures with one more question.
     *
     * @param prediction the predicted answer; empty for none
     * @param answers the right answers, of which the one counts that fits best; empty for none
     */
    public SquadMetrics plus(String prediction, List<String> answers) {
        List<String> golds = answers.stream().filter(a -> !AnswerWords.of(a).isEmpty()).toList();
        List<String> right = golds.isEmpty() ? List.of("") : golds;
        Sums question =
                new Sums(
                        1,
                        right.stream().anyMatch(gold -> exact(prediction, gold)) ? 1 : 0,
                        right.stream().mapToDouble(gold -> f1(prediction, gold)).max().orElse(0));
        return answers.isEmpty()
                ? new SquadMetrics(HasAns, NoAns.plus(question))
                : new SquadMetrics(HasAns.plus(question), NoAns);
    }

    /** Whether both answers have the same words. */
    public static boolean exact(String prediction, String answer) {
        return AnswerWords.of(prediction).equals(AnswerWords.of(answer));
    }

    /**
     * The harmonic mean of the share of the prediction's words that are in the answer and of the share
     * of the answer's words that are in the prediction, 0 to 1; 1 if both have none.
     */
    public static double f1(String prediction, String answer) {
        return AnswerWords.f1(AnswerWords.of(prediction), AnswerWords.of(answer));
    }
}
