package dev.distil4j;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;

/**
 * How answers are looked for and reported; the names and defaults are those of transformers'
 * pipeline. Immutable; each method returns changed options.
 *
 * @param top_k answers reported at most, best first
 * @param doc_stride tokens of the context that a window repeats of the one before; null for half of
 *     {@code max_seq_len}, but at most 128
 * @param max_answer_len tokens of an answer at most
 * @param max_seq_len tokens of a window at most, question and special tokens included; null for what
 *     the model takes, but at most 384
 * @param handle_impossible_answer whether there may be no answer, which then is an empty one
 * @param align_to_words whether an answer has whole words only
 */
public record QuestionAnsweringOptions(
        int top_k,
        @Nullable Integer doc_stride,
        int max_answer_len,
        @Nullable Integer max_seq_len,
        boolean handle_impossible_answer,
        boolean align_to_words)
        implements Serializable {

    /**
     * Checks the numbers.
     *
     * @throws InputException if one is out of range
     */
    public QuestionAnsweringOptions {
        require(top_k >= 1, "top_k is %d; ask for at least 1 answer", top_k);
        require(
                max_answer_len >= 1,
                "max_answer_len is %d; allow answers of at least 1 token",
                max_answer_len);
        require(
                doc_stride == null || doc_stride >= 0,
                "doc_stride is %d; give 0 tokens or more",
                doc_stride);
        require(
                max_seq_len == null || max_seq_len >= 1,
                "max_seq_len is %d; allow windows of at least 1 token",
                max_seq_len);
    }

    private static void require(boolean condition, String sentence, @Nullable Integer number) {
        if (!condition) {
            throw new InputException(sentence.formatted(number), null);
        }
    }

    /** The best answer, of at most 15 tokens and of whole words; there is always one. */
    public static QuestionAnsweringOptions defaults() {
        return new QuestionAnsweringOptions(1, null, 15, null, false, true);
    }

    /** The best {@code count} answers. */
    public QuestionAnsweringOptions topK(int count) {
        return new QuestionAnsweringOptions(
                count,
                doc_stride,
                max_answer_len,
                max_seq_len,
                handle_impossible_answer,
                align_to_words);
    }

    /** Windows that repeat so many tokens of the context. */
    public QuestionAnsweringOptions docStride(int tokens) {
        return new QuestionAnsweringOptions(
                top_k,
                tokens,
                max_answer_len,
                max_seq_len,
                handle_impossible_answer,
                align_to_words);
    }

    /** Answers of at most so many tokens. */
    public QuestionAnsweringOptions maxAnswerLen(int tokens) {
        return new QuestionAnsweringOptions(
                top_k, doc_stride, tokens, max_seq_len, handle_impossible_answer, align_to_words);
    }

    /** Windows of at most so many tokens. */
    public QuestionAnsweringOptions maxSeqLen(int tokens) {
        return new QuestionAnsweringOptions(
                top_k,
                doc_stride,
                max_answer_len,
                tokens,
                handle_impossible_answer,
                align_to_words);
    }

    /** With or without the empty answer. */
    public QuestionAnsweringOptions handleImpossibleAnswer(boolean allowed) {
        return new QuestionAnsweringOptions(
                top_k, doc_stride, max_answer_len, max_seq_len, allowed, align_to_words);
    }

    /** Answers of whole words, or of parts of words too. */
    public QuestionAnsweringOptions alignToWords(boolean whole) {
        return new QuestionAnsweringOptions(
                top_k, doc_stride, max_answer_len, max_seq_len, handle_impossible_answer, whole);
    }
}
