package dev.distil4j.app.tokens;

import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a text as it is shown.
 *
 * @param piece as the vocabulary writes it
 * @param id in the vocabulary
 * @param typeId 0 in the first text, 1 in the second
 * @param start first character in its text
 * @param end behind its last character; {@code start} for a token that frames the texts
 * @param word the number of its word, {@link Encoding#NO_WORD} for a token that frames the texts
 */
record Token(String piece, int id, int typeId, int start, int end, int word) {

    /** All tokens of an encoding. */
    static List<Token> all(WordPieceTokenizer tokenizer, Encoding encoding) {
        List<String> pieces = tokenizer.tokens(encoding);
        List<Token> tokens = new ArrayList<>(pieces.size());
        for (int i = 0; i < pieces.size(); i++) {
            tokens.add(
                    new Token(
                            pieces.get(i),
                            encoding.ids()[i],
                            encoding.typeIds()[i],
                            encoding.starts()[i],
                            encoding.ends()[i],
                            encoding.words()[i]));
        }
        return tokens;
    }

    /** Whether it frames the texts. */
    boolean isSpecial() {
        return word == Encoding.NO_WORD;
    }
}
