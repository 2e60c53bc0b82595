package dev.distil4j;

import java.io.Serializable;

/**
 * How answers are found for an evaluation on SQuAD, which is not how a pipeline finds them: the
 * options and defaults of {@code run_qa.py}, which published figures come from. Immutable.
 *
 * @param n_best_size begins, ends and answers of a question that are looked at, each
 * @param max_answer_length tokens of an answer at most
 * @param doc_stride tokens of the context that a window repeats of the one before
 * @param max_seq_length tokens of a window at most, question and special tokens included; a model that
 *     takes fewer gets fewer
 * @param version_2_with_negative whether a question may have no answer, as in SQuAD 2.0
 * @param null_score_diff_threshold by how much the logits must speak for no answer, if it is to be
 *     predicted
 */
public record SquadRecipe(
        int n_best_size,
        int max_answer_length,
        int doc_stride,
        int max_seq_length,
        boolean version_2_with_negative,
        double null_score_diff_threshold)
        implements Serializable {

    /**
     * Checks the numbers.
     *
     * @throws InputException if one is out of range
     */
    public SquadRecipe {
        require("n_best_size", n_best_size, 1);
        require("max_answer_length", max_answer_length, 1);
        require("doc_stride", doc_stride, 0);
        require("max_seq_length", max_seq_length, 1);
    }

    private static void require(String name, int value, int least) {
        if (value < least) {
            throw new InputException(
                    "%s is %d; give at least %d".formatted(name, value, least), null);
        }
    }

    /** SQuAD 1.1: each question has an answer. */
    public static SquadRecipe version1() {
        return new SquadRecipe(20, 30, 128, 384, false, 0);
    }

    /** SQuAD 2.0: a question may have none. */
    public static SquadRecipe version2() {
        return new SquadRecipe(20, 30, 128, 384, true, 0);
    }

    /** Windows of at most {@code tokens} that repeat {@code stride} tokens of the context. */
    public SquadRecipe windows(int tokens, int stride) {
        return new SquadRecipe(
                n_best_size,
                max_answer_length,
                stride,
                tokens,
                version_2_with_negative,
                null_score_diff_threshold);
    }

    /** Answers of at most so many tokens. */
    public SquadRecipe maxAnswerLength(int tokens) {
        return new SquadRecipe(
                n_best_size,
                tokens,
                doc_stride,
                max_seq_length,
                version_2_with_negative,
                null_score_diff_threshold);
    }

    /** So many begins, ends and answers. */
    public SquadRecipe nBestSize(int count) {
        return new SquadRecipe(
                count,
                max_answer_length,
                doc_stride,
                max_seq_length,
                version_2_with_negative,
                null_score_diff_threshold);
    }

    /** No answer is predicted where the logits speak for it by more than that. */
    public SquadRecipe nullScoreDiffThreshold(double threshold) {
        return new SquadRecipe(
                n_best_size,
                max_answer_length,
                doc_stride,
                max_seq_length,
                version_2_with_negative,
                threshold);
    }
}
