package dev.distil4j.app;

import dev.distil4j.TextInput;
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
 * @param start first character in its text, in code points
 * @param end behind its last character; {@code start} for a token that frames the texts
 */
record Token(String piece, int id, int typeId, int start, int end) {

    /** All tokens of an input. */
    static List<Token> all(WordPieceTokenizer tokenizer, TextInput input) {
        Encoding encoding =
                input.pair().isPresent()
                        ? tokenizer.encode(input.text(), input.pair().get())
                        : tokenizer.encode(input.text());
        List<String> pieces = tokenizer.tokens(encoding);
        List<Token> tokens = new ArrayList<>(pieces.size());
        CodePoints first = new CodePoints(input.text());
        CodePoints second = new CodePoints(input.pair().orElse(""));
        for (int i = 0; i < pieces.size(); i++) {
            int typeId = encoding.typeIds()[i];
            boolean frames = encoding.words()[i] == Encoding.NO_WORD;
            CodePoints text = typeId == 0 ? first : second;
            tokens.add(
                    new Token(
                            pieces.get(i),
                            encoding.ids()[i],
                            typeId,
                            frames ? 0 : text.before(encoding.starts()[i]),
                            frames ? 0 : text.before(encoding.ends()[i])));
        }
        return tokens;
    }

    /** Counts code points up to positions that only grow, so that a text is walked once. */
    private static final class CodePoints {
        private final String text;
        private int position;
        private int count;

        CodePoints(String text) {
            this.text = text;
        }

        int before(int index) {
            if (index < position) {
                return count - text.codePointCount(index, position);
            }
            count += text.codePointCount(position, index);
            position = index;
            return count;
        }
    }
}
