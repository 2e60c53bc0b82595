package dev.distil4j;

import dev.distil4j.tokenizer.Decoding;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A text with masks, as a model takes it.
 *
 * @param masks the places of the masks among the tokens
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record MaskedText(WordPieceTokenizer tokenizer, Encoding encoding, int[] masks) {

    /** A text, whose masks have that id. */
    static MaskedText of(WordPieceTokenizer tokenizer, Encoding encoding, int mask) {
        return new MaskedText(tokenizer, encoding, places(encoding.ids(), encoding.length(), mask));
    }

    /** Where among the first {@code length} ids a mask is. */
    static int[] places(int[] ids, int length, int mask) {
        int[] places = new int[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (ids[i] == mask) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** The mask {@code m}, counted from 0, with what may stand in its place. */
    Mask filled(int m, List<TokenScore> tokens) {
        int place = masks[m];
        return new Mask(
                encoding.starts()[place],
                encoding.ends()[place],
                tokens.stream().map(token -> filled(place, token)).toList());
    }

    private FilledMask filled(int place, TokenScore token) {
        int[] ids = encoding.ids().clone();
        ids[place] = token.token();
        // Without its frame a text reads best, but that would take further masks away, too.
        boolean bare = masks.length == 1;
        OptionalInt pad = tokenizer.id(tokenizer.specialTokens().pad());
        int[] shown =
                Arrays.stream(ids).filter(id -> pad.isEmpty() || id != pad.getAsInt()).toArray();
        return new FilledMask(
                token.score(), token.token(), decode(false, token.token()), decode(bare, shown));
    }

    /** Leaves out what stands for no piece, such as the rows that fill an embedding up. */
    private String decode(boolean bare, int... ids) {
        return tokenizer.decode(
                Arrays.stream(ids).filter(id -> tokenizer.token(id).isPresent()).toArray(),
                new Decoding(bare, tokenizer.cleanUp()));
    }
}
