package dev.distil4j.scores;

/**
 * Scores in float32, added up in numpy's order: how equal scores compare decides between labels,
 * tokens and entities, and a confident model has many that are exactly 1.
 */
public final class Float32 {

    /** Sums that numpy keeps side by side. */
    private static final int LANES = 8;

    /** Numbers that numpy adds up without halving them. */
    private static final int BLOCK = 128;

    private Float32() {}

    /**
     * exp(x) / Σ exp(x) of {@code count} logits.
     *
     * @param logits stays as it is
     * @param from where they begin
     */
    public static float[] softmax(float[] logits, int from, int count) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            max = Math.max(max, logits[from + i]);
        }
        float[] scores = new float[count];
        for (int i = 0; i < count; i++) {
            scores[i] = (float) Math.exp(logits[from + i] - max);
        }
        float sum = sum(scores, 0, count);
        for (int i = 0; i < count; i++) {
            scores[i] /= sum;
        }
        return scores;
    }

    /** The first of the largest; the first NaN, if there is one. */
    public static int argmax(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length && !Float.isNaN(scores[best]); i++) {
            if (scores[i] > scores[best] || Float.isNaN(scores[i])) {
                best = i;
            }
        }
        return best;
    }

    /** The mean of those that are numbers; NaN if none is. */
    public static float nanmean(float[] scores) {
        float[] numbers = new float[scores.length];
        int count = 0;
        for (int i = 0; i < scores.length; i++) {
            if (!Float.isNaN(scores[i])) {
                numbers[i] = scores[i];
                count++;
            }
        }
        return mean(sum(numbers, 0, numbers.length), count);
    }

    /** A sum's share of each of {@code count} numbers; NaN if there are none. */
    public static float mean(float sum, int count) {
        return (float) (sum / (double) count);
    }

    /** Source: {@code pairwise_sum} of numpy. */
    static float sum(float[] numbers, int from, int count) {
        if (count > BLOCK) {
            int half = count / 2 - count / 2 % LANES;
            return sum(numbers, from, half) + sum(numbers, from + half, count - half);
        }
        float sum = 0;
        int done = 0;
        if (count >= LANES) {
            float[] lanes = new float[LANES];
            for (; done + LANES <= count; done += LANES) {
                for (int lane = 0; lane < LANES; lane++) {
                    lanes[lane] += numbers[from + done + lane];
                }
            }
            sum =
                    ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3]))
                            + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
        }
        for (; done < count; done++) {
            sum += numbers[from + done];
        }
        return sum;
    }
}
