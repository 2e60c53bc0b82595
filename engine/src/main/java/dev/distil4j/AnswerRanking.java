package dev.distil4j;

import dev.distil4j.answering.AnswerSpans;
import dev.distil4j.answering.AnswerSpans.Span;
import dev.distil4j.answering.ContextTokens;
import dev.distil4j.tokenizer.Encoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts together what the windows of one input answer: {@code postprocess} of transformers' pipeline.
 */
final class AnswerRanking {

    private static final Comparator<Answer> BEST_FIRST =
            Comparator.comparingDouble(Answer::score).reversed();

    private final String context;
    private final QuestionAnsweringOptions options;

    /** By their text in lower case, in the order in which they were found. */
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private double nullScore = Double.POSITIVE_INFINITY;

    AnswerRanking(String context, QuestionAnsweringOptions options) {
        this.context = context;
        this.options = options;
    }

    /**
     * Takes the next window.
     *
     * @param logits [tokens][start, end]
     */
    void add(Encoding window, float[] logits) {
        AnswerSpans spans = new AnswerSpans(window, logits);
        nullScore = Math.min(nullScore, spans.nullScore());
        ContextTokens tokens = ContextTokens.of(window);
        for (Span span : spans.best(candidates(), options.max_answer_len())) {
            Answer answer = answer(tokens, span);
            answers.merge(
                    answer.answer().toLowerCase(Locale.ROOT), answer, AnswerRanking::together);
        }
    }

    /** Several of them may become one when they are aligned to words. */
    private long candidates() {
        return options.align_to_words() ? 2L * options.top_k() + 10 : options.top_k();
    }

    private Answer answer(ContextTokens tokens, Span span) {
        boolean whole = options.align_to_words();
        int start = whole ? tokens.wordStart(span.start()) : tokens.start(span.start());
        int end = whole ? tokens.wordEnd(span.end()) : tokens.end(span.end());
        return new Answer(span.score(), start, end, context.substring(start, end));
    }

    private static Answer together(Answer first, Answer further) {
        return new Answer(
                first.score() + further.score(), first.start(), first.end(), first.answer());
    }

    /** The best answers over all windows, best first; an empty one if the context has no token. */
    List<Answer> best() {
        List<Answer> best = new ArrayList<>(answers.values());
        if (options.handle_impossible_answer()) {
            best.add(new Answer(nullScore, 0, 0, ""));
        }
        if (best.isEmpty()) {
            best.add(new Answer(0, 0, 0, ""));
        }
        best.sort(BEST_FIRST);
        return List.copyOf(best.subList(0, Math.min(options.top_k(), best.size())));
    }
}
