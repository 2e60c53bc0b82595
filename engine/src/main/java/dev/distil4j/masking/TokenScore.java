package dev.distil4j.masking;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A token and its probability.
 *
 * @param score its share of the whole vocabulary, rounded to float32 as the reference computes it
 */
public record TokenScore(int token, float score) {

    /**
     * The most probable tokens, best first; of equal ones the lower id.
     *
     * @param logits softmax makes probabilities of them
     * @param from where the logits of the {@code vocabulary} tokens begin
     * @param targets the only tokens that come into question, each once; null for all
     * @param top_k how many are wanted; there may be fewer
     */
    public static List<TokenScore> best(
            float[] logits, int from, int vocabulary, int @Nullable [] targets, int top_k) {
        Comparator<Integer> worstFirst =
                (a, b) -> {
                    int order = Float.compare(logits[from + a], logits[from + b]);
                    return order == 0 ? Integer.compare(b, a) : order;
                };
        PriorityQueue<Integer> kept = new PriorityQueue<>(worstFirst);
        int candidates = targets == null ? vocabulary : targets.length;
        for (int i = 0; i < candidates; i++) {
            int token = targets == null ? i : targets[i];
            if (kept.size() < top_k) {
                kept.add(token);
            } else if (worstFirst.compare(token, kept.element()) > 0) {
                kept.remove();
                kept.add(token);
            }
        }
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + vocabulary; i++) {
            max = Math.max(max, logits[i]);
        }
        double sum = 0;
        for (int i = from; i < from + vocabulary; i++) {
            sum += Math.exp(logits[i] - max);
        }
        List<TokenScore> best = new ArrayList<>(kept.size());
        while (!kept.isEmpty()) {
            int token = kept.remove();
            best.add(new TokenScore(token, (float) (Math.exp(logits[from + token] - max) / sum)));
        }
        return best.reversed();
    }
}
