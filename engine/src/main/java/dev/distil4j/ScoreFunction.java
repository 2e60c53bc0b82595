package dev.distil4j;

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
        double[] scores = new double[count];
        switch (this) {
            case NONE -> {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = logits[from + i];
                }
            }
            case SIGMOID -> {
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = 1 / (1 + Math.exp(-logits[from + i]));
                }
            }
            case SOFTMAX -> {
                double max = Double.NEGATIVE_INFINITY;
                for (int i = 0; i < scores.length; i++) {
                    max = Math.max(max, logits[from + i]);
                }
                double sum = 0;
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = Math.exp(logits[from + i] - max);
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
