package dev.distil4j.answering;

import dev.distil4j.scores.Softmax;
import dev.distil4j.tokenizer.Encoding;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The spans of one window that may be the answer, with their probabilities: {@code
 * select_starts_ends} and {@code decode_spans} of transformers' pipeline, in double precision.
 */
public final class AnswerSpans {

    /**
     * A part of the context.
     *
     * @param start its first token in the window
     * @param end its last token
     * @param score the probability that it begins there times the probability that it ends there
     */
    public record Span(int start, int end, double score) {}

    /** The logit of what can't be an answer: low, but not without end. */
    private static final float MASKED = -10_000;

    /** The classification token, which stands for no answer. */
    private static final int CLS = 0;

    /** Among equals, the one that begins first and then the shorter one. */
    private static final Comparator<Span> BEST_FIRST =
            Comparator.comparingDouble(Span::score)
                    .reversed()
                    .thenComparingInt(Span::start)
                    .thenComparingInt(Span::end);

    private final ContextTokens context;
    private final double[] starts;
    private final double[] ends;

    /**
     * The spans of a window.
     *
     * @param logits [tokens][start, end]
     */
    public AnswerSpans(Encoding window, float[] logits) {
        context = ContextTokens.of(window);
        starts = probabilities(logits, 0);
        ends = probabilities(logits, 1);
    }

    private double[] probabilities(float[] logits, int column) {
        float[] masked = new float[logits.length / 2];
        for (int i = 0; i < masked.length; i++) {
            boolean possible = i == CLS || context.contains(i);
            masked[i] = possible ? logits[2 * i + column] : MASKED;
        }
        return Softmax.of(masked, 0, masked.length);
    }

    /** The probability that there is no answer. */
    public double nullScore() {
        return starts[CLS] * ends[CLS];
    }

    /** The {@code count} best spans of at most {@code max_answer_len} tokens, best first. */
    public List<Span> best(long count, int max_answer_len) {
        PriorityQueue<Span> best = new PriorityQueue<>(BEST_FIRST.reversed());
        for (int start = context.first(); start < context.end(); start++) {
            long stop = Math.min(context.end(), (long) start + max_answer_len);
            for (int end = start; end < stop; end++) {
                double score = starts[start] * ends[end];
                if (best.size() == count && score > best.element().score()) {
                    best.remove();
                }
                if (best.size() < count) {
                    best.add(new Span(start, end, score));
                }
            }
        }
        return best.stream().sorted(BEST_FIRST).toList();
    }
}
