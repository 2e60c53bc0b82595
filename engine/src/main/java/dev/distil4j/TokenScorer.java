package dev.distil4j;

import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * Brings tokens, their places in the text and their scores together. Source: {@code
 * gather_pre_entities} of transformers' token-classification pipeline.
 */
final class TokenScorer {

    private final WordPieceTokenizer tokenizer;
    private final int unknown;
    private final boolean knowsSubwords;

    TokenScorer(WordPieceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        unknown = tokenizer.vocabulary().id(tokenizer.specialTokens().unk()).orElseThrow();
        knowsSubwords = !tokenizer.continuingSubwordPrefix().isEmpty();
    }

    /**
     * The tokens of one window, without those that frame it.
     *
     * @param logits [tokens · labels]
     */
    List<ScoredToken> tokens(TaggerInput input, Encoding window, float[] logits) {
        String text = input.text();
        int[] origins = origins(input);
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

    /** Where each word begins in the text; empty for a whole text, whose offsets are absolute. */
    private static int[] origins(TaggerInput input) {
        if (!(input instanceof TaggerInput.Words(List<String> words, String delimiter))) {
            return new int[0];
        }
        int[] origins = new int[words.size()];
        for (int i = 1; i < origins.length; i++) {
            origins[i] = origins[i - 1] + words.get(i - 1).length() + delimiter.length();
        }
        return origins;
    }
}
