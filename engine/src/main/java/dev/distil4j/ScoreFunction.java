package dev.distil4j;

import dev.distil4j.scores.Softmax;

/** What turns logits into scores ({@code function_to_apply}). */
public enum ScoreFunction {
    /** exp(x) / Σ exp(x): the labels exclude each other. */
    SOFTMAX,
    /** 1 / (1 + exp(-x)) for each label on its own. */
    SIGMOID,
    /** The logits themselves. */
    NONE;

    /**
     * The scores of one text.
     *
     * @param logits stays as it is
     * @param from where the text's {@code count} logits begin
     */
    double[] apply(float[] logits, int from, int count) {
        if (this == SOFTMAX) {
            return Softmax.of(logits, from, count);
        }
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            double logit = logits[from + i];
            scores[i] = this == SIGMOID ? 1 / (1 + Math.exp(-logit)) : logit;
        }
        return scores;
    }
}
