package dev.distil4j.app.conformance;

import dev.distil4j.ScoreFunction;

import java.util.Map;

/** Something published about a checkpoint that can be computed again. */
public sealed interface Figure {

    /** Where it was published. */
    String source();

    /** How far the computed number may be from the published one. */
    double tolerance();

    /** What a classifier computes. */
    sealed interface OfClassifier extends Figure {}

    /**
     * Values of the last hidden states of a text.
     *
     * @param text the text
     * @param values by token and column, both from 0: {@code "1,3"} is column 3 of token 1
     */
    record Hidden(String text, Map<String, Double> values, double tolerance, String source)
            implements Figure {}

    /**
     * The scores of a text's labels.
     *
     * @param text the text
     * @param function what makes scores of logits
     * @param scores by label; those of other labels are not published
     */
    record Scores(
            String text,
            ScoreFunction function,
            Map<String, Double> scores,
            double tolerance,
            String source)
            implements OfClassifier {}

    /**
     * The label that gets the highest score.
     *
     * @param text the text
     * @param label the label
     */
    record Label(String text, String label, String source) implements OfClassifier {
        @Override
        public double tolerance() {
            return 0;
        }
    }

    /**
     * The share of texts of a data set that get the right label.
     *
     * @param file a file in the folder of data sets: a heading, then a text, a tab and the number
     *     of its label on each line
     * @param accuracy 0 to 1
     */
    record Accuracy(String file, double accuracy, double tolerance, String source)
            implements OfClassifier {}
}
