package dev.distil4j.tagging;

import dev.distil4j.scores.Float32;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings tokens, their places in the text and their scores together. Source: {@code
 * gather_pre_entities} of transformers' token-classification pipeline.
 */
public final class TokenScorer {

    private final WordPieceTokenizer tokenizer;
    private final int unknown;
    private final boolean knowsSubwords;

    /** For a tokenizer. */
    public TokenScorer(WordPieceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        unknown = tokenizer.vocabulary().id(tokenizer.specialTokens().unk()).orElseThrow();
        knowsSubwords = !tokenizer.continuingSubwordPrefix().isEmpty();
    }

    /**
     * The tokens of one window, without those that frame it.
     *
     * @param text that the offsets of the result refer to
     * @param origins where each word of the encoding begins in it; empty where the encoding's offsets
     *     are those of the text already
     * @param logits [tokens · labels]
     */
    public List<ScoredToken> tokens(String text, int[] origins, Encoding window, float[] logits) {
        List<String> pieces = tokenizer.tokens(window);
        int labels = logits.length / window.length();
        List<ScoredToken> tokens = new ArrayList<>(window.length());
        for (int i = 0; i < window.length(); i++) {
            int word = window.words()[i];
            if (word != Encoding.NO_WORD) {
                int origin = origins.length == 0 ? 0 : origins[word];
                int start = origin + window.starts()[i];
                int end = origin + window.ends()[i];
                boolean isUnknown = window.ids()[i] == unknown;
                tokens.add(
                        new ScoredToken(
                                isUnknown ? text.substring(start, end) : pieces.get(i),
                                Float32.softmax(logits, i * labels, labels),
                                i,
                                start,
                                end,
                                !isUnknown && isSubword(pieces.get(i), text, start, end)));
            }
        }
        return tokens;
    }

    /**
     * Whether a token goes on with a word: its piece has another length than its text. The prefix
     * makes it so, but so does a letter that normalisation lengthens or shortens; the reference has
     * it that way.
     */
    private boolean isSubword(String piece, String text, int start, int end) {
        if (knowsSubwords) {
            return piece.codePointCount(0, piece.length()) != text.codePointCount(start, end);
        }
        // Without a prefix, what has no space before it is taken for a part of a word.
        return start > 0 && text.charAt(start - 1) != ' ' && !text.startsWith(" ", start);
    }
}
