package dev.distil4j;

import java.io.Serializable;
import java.util.List;

/**
 * What an evaluation on SQuAD takes for the answer to a question.
 *
 * @param prediction_text the answer; empty if it is that there is none
 * @param score_diff the logits that speak for no answer, less those that speak for the best one
 * @param n_best the best answers, best first; with one called {@code empty} if there is no other, as
 *     in the reference
 */
public record SquadPrediction(String prediction_text, double score_diff, List<Candidate> n_best)
        implements Serializable {

    /** Keeps the list from changing. */
    public SquadPrediction {
        n_best = List.copyOf(n_best);
    }

    /**
     * One of the best answers.
     *
     * @param text a part of the context, or empty for no answer
     * @param probability among the best answers, 0 to 1
     * @param start_logit of its first token
     * @param end_logit of its last token
     */
    public record Candidate(String text, double probability, float start_logit, float end_logit)
            implements Serializable {}
}
