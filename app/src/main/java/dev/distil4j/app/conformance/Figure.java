package dev.distil4j.app.conformance;

import dev.distil4j.ScoreFunction;

import java.util.Map;

/** Something published about a checkpoint that can be computed again. */
public sealed interface Figure {

    /** Where it was published. */
    String source();

    /** How far the computed number may be from the published one. */
    double tolerance();

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
            implements Figure {}

    /**
     * The label that gets the highest score.
     *
     * @param text the text
     * @param label the label
     */
    record Label(String text, String label, String source) implements Figure {
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
            implements Figure {}
}
