package dev.distil4j;

/** What turns logits into scores ({@code function_to_apply}). */
public enum ScoreFunction {
    /** exp(x) / Σ exp(x): the labels exclude each other. */
    SOFTMAX,
    /** 1 / (1 + exp(-x)) for each label on its own. */
    SIGMOID,
    /** The logits themselves. */
    NONE;

    /** The scores of one text; {@code logits} stays as it is. */
    double[] apply(float[] logits) {
        double[] scores = new double[logits.length];
        switch (this) {
            case NONE -> {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = logits[i];
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = 1 / (1 + Math.exp(-logits[i]));
                }
            }
            case SOFTMAX -> {
                double max = Double.NEGATIVE_INFINITY;
                for (float logit : logits) {
                    max = Math.max(max, logit);
                }
                double sum = 0;
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = Math.exp(logits[i] - max);
                    sum += scores[i];
                }
                for (int i = 0; i < scores.length; i++) {
                    scores[i] /= sum;
                }
            }
        }
        return scores;
    }
}
