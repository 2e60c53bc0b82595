package dev.distil4j;

import dev.distil4j.SquadPrediction.Candidate;
import dev.distil4j.answering.ContextTokens;
import dev.distil4j.scores.Softmax;
import dev.distil4j.tokenizer.Encoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds the answer to one question of SQuAD in the logits of its windows: {@code
 * postprocess_qa_predictions} of transformers' {@code utils_qa.py}, whose sums are of float32, too.
 */
final class SquadSelection {

    /** A part of the context, or the empty text for no answer, and its logits. */
    private record Span(String text, float startLogit, float endLogit) {
        float score() {
            return startLogit + endLogit;
        }
    }

    private static final Comparator<Span> BEST_FIRST =
            Comparator.comparingDouble(Span::score).reversed();

    /** What stands for an answer where no span can be one. */
    private static final Span NOTHING = new Span("empty", 0, 0);

    private final String context;
    private final SquadRecipe recipe;
    private final List<Span> spans = new ArrayList<>();

    /** The empty answer of the window that speaks for it the least. */
    private Span none = new Span("", Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);

    SquadSelection(String context, SquadRecipe recipe) {
        this.context = context;
        this.recipe = recipe;
    }

    /**
     * Takes the next window.
     *
     * @param logits [tokens][start, end]
     */
    void add(Encoding window, float[] logits) {
        Span nullSpan = new Span("", logits[0], logits[1]);
        if (nullSpan.score() < none.score()) {
            none = nullSpan;
        }
        ContextTokens tokens = ContextTokens.of(window);
        List<Integer> ends = best(logits, 1);
        for (int start : best(logits, 0)) {
            for (int end : ends) {
                boolean inside = tokens.contains(start) && tokens.contains(end);
                if (inside && end >= start && end - start < recipe.max_answer_length()) {
                    String text = context.substring(tokens.start(start), tokens.end(end));
                    spans.add(new Span(text, logits[2 * start], logits[2 * end + 1]));
                }
            }
        }
    }

    /** The tokens with the highest logits of a column, best first; of equal ones, the later first. */
    private List<Integer> best(float[] logits, int column) {
        Comparator<Integer> byLogit = Comparator.comparingDouble(i -> logits[2 * i + column]);
        return IntStream.range(0, logits.length / 2)
                .boxed()
                .sorted(byLogit.thenComparing(Comparator.naturalOrder()).reversed())
                .limit(recipe.n_best_size())
                .toList();
    }

    /** The prediction over all windows. */
    SquadPrediction prediction() {
        List<Span> best = best();
        Span answer = best.stream().filter(s -> !s.text().isEmpty()).findFirst().orElseThrow();
        float score_diff = none.score() - answer.startLogit() - answer.endLogit();
        boolean isNone =
                recipe.version_2_with_negative() && score_diff > recipe.null_score_diff_threshold();
        return new SquadPrediction(isNone ? "" : answer.text(), score_diff, candidates(best));
    }

    /** The best spans, best first; at least one with a text, and where allowed the empty one. */
    private List<Span> best() {
        boolean mayBeNone = recipe.version_2_with_negative();
        Stream<Span> all =
                mayBeNone ? Stream.concat(spans.stream(), Stream.of(none)) : spans.stream();
        List<Span> best =
                new ArrayList<>(all.sorted(BEST_FIRST).limit(recipe.n_best_size()).toList());
        if (mayBeNone && !best.contains(none)) {
            best.add(none);
        }
        if (best.stream().allMatch(span -> span.text().isEmpty())) {
            best.addFirst(NOTHING);
        }
        return best;
    }

    private static List<Candidate> candidates(List<Span> best) {
        float[] scores = new float[best.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = best.get(i).score();
        }
        double[] probabilities = Softmax.of(scores, 0, scores.length);
        List<Candidate> candidates = new ArrayList<>();
        for (Span span : best) {
            double probability = probabilities[candidates.size()];
            candidates.add(
                    new Candidate(span.text(), probability, span.startLogit(), span.endLogit()));
        }
        return candidates;
    }
}
