package dev.distil4j.answering;

import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerException;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Cuts contexts into windows that a model takes, each {@code [CLS] question [SEP] part [SEP]} with the
 * whole question and the next part of the context.
 *
 * @param max_seq_len tokens of a window at most
 * @param doc_stride tokens of the context that a window repeats of the one before
 */
public record QuestionWindows(WordPieceTokenizer tokenizer, int max_seq_len, int doc_stride) {

    private static final int MAX_SEQ_LEN = 384;
    private static final int DOC_STRIDE = 128;

    /**
     * Windows of these sizes, where there is a size.
     *
     * @throws IllegalArgumentException if the model takes no such windows
     */
    public static QuestionWindows of(
            WordPieceTokenizer tokenizer,
            @Nullable Integer max_seq_len,
            @Nullable Integer doc_stride) {
        int most = tokenizer.maxLength();
        int length = max_seq_len == null ? Math.min(most, MAX_SEQ_LEN) : max_seq_len;
        if (length > most) {
            throw new IllegalArgumentException(
                    "max_seq_len is %d, but the model takes at most %d tokens; lower it"
                            .formatted(length, most));
        }
        int stride = doc_stride == null ? Math.min(length / 2, DOC_STRIDE) : doc_stride;
        return new QuestionWindows(tokenizer, length, stride);
    }

    /**
     * The windows over all of a context.
     *
     * @throws IllegalArgumentException if question or context is empty, or the question is so long that windows
     *     have no room for new text
     */
    public List<Encoding> of(String question, String context) {
        requireText(question, "question");
        requireText(context, "context");
        try {
            EncodingOptions options =
                    new EncodingOptions(max_seq_len, Truncation.ONLY_SECOND, doc_stride, true);
            return tokenizer.windows(TokenizerInput.of(question, context), options);
        } catch (TokenizerException e) {
            throw new IllegalArgumentException(complaint(question), e);
        }
    }

    private static void requireText(String text, String name) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the %s is empty; give one".formatted(name));
        }
    }

    private String complaint(String question) {
        int tokens = length(question);
        int room = max_seq_len - special() - tokens;
        return room < 1
                ? "the question is %,d tokens long, which leaves a window of %,d tokens (max_seq_len) no room for the context; shorten the question"
                        .formatted(tokens, max_seq_len)
                : "beside a question of %,d tokens, a window of %,d (max_seq_len) has room for %,d of the context, which is no more than the %,d that it repeats (doc_stride); shorten the question or lower doc_stride"
                        .formatted(tokens, max_seq_len, room, doc_stride);
    }

    private int length(String text) {
        EncodingOptions whole = new EncodingOptions(Integer.MAX_VALUE, Truncation.ERROR, 0, false);
        return tokenizer.encode(TokenizerInput.of(text), whole).length();
    }

    private int special() {
        return tokenizer.encode("", "").length();
    }
}
