package dev.distil4j.scores;

/** Probabilities of what excludes each other. */
public final class Softmax {

    private Softmax() {}

    /**
     * exp(x) / Σ exp(x) of {@code count} logits, in double precision.
     *
     * @param logits stays as it is
     * @param from where they begin
     */
    public static double[] of(float[] logits, int from, int count) {
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + count; i++) {
            max = Math.max(max, logits[i]);
        }
        double[] scores = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            scores[i] = Math.exp(logits[from + i] - max);
            sum += scores[i];
        }
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
        return scores;
    }
}
