package dev.distil4j.masking;

import dev.distil4j.tokenizer.Decoding;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A text with masks, as a model takes it.
 *
 * @param masks the places of the masks among the tokens
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record MaskedText(WordPieceTokenizer tokenizer, Encoding encoding, int[] masks) {

    /** A text, whose masks have that id. */
    public static MaskedText of(WordPieceTokenizer tokenizer, Encoding encoding, int mask) {
        return new MaskedText(tokenizer, encoding, places(encoding.ids(), encoding.length(), mask));
    }

    /** Where among the first {@code length} ids a mask is. */
    public static int[] places(int[] ids, int length, int mask) {
        int[] places = new int[length];
        int count = 0;
        for (int i = 0; i < length; i++) {
            if (ids[i] == mask) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    /** How many masks there are. */
    public int count() {
        return masks.length;
    }

    /** Where the mask {@code m}, counted from 0, begins in the text, in UTF-16 units. */
    public int start(int m) {
        return encoding.starts()[masks[m]];
    }

    /** Where the mask {@code m} ends in the text, exclusive. */
    public int end(int m) {
        return encoding.ends()[masks[m]];
    }

    /** A token as it is shown alone. */
    public String token_str(int token) {
        return decode(false, token);
    }

    /** The text with a token in place of the mask {@code m}. */
    public String sequence(int m, int token) {
        int[] ids = encoding.ids().clone();
        ids[masks[m]] = token;
        // Without its frame a text reads best, but that would take further masks away, too.
        boolean bare = masks.length == 1;
        OptionalInt pad = tokenizer.id(tokenizer.specialTokens().pad());
        return decode(
                bare,
                Arrays.stream(ids).filter(id -> pad.isEmpty() || id != pad.getAsInt()).toArray());
    }

    /** Leaves out what stands for no piece, such as the rows that fill an embedding up. */
    private String decode(boolean bare, int... ids) {
        return tokenizer.decode(
                Arrays.stream(ids).filter(id -> tokenizer.token(id).isPresent()).toArray(),
                new Decoding(bare, tokenizer.cleanUp()));
    }
}
