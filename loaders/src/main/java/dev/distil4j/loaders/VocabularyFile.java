package dev.distil4j.loaders;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A {@code vocab.txt}: one piece a line in UTF-8, its id the number of the line from 0. */
final class VocabularyFile {

    private VocabularyFile() {}

    /** The pieces by id, right-trimmed as the reference does. */
    static List<String> parse(byte[] file, String origin) {
        String text = decode(file, origin);
        List<String> pieces = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            String piece = trimRight(text, start, end);
            start = end + 1;

            int line = pieces.size() + 1;
            if (piece.isEmpty()) {
                throw new VocabularyException(
                        origin
                                + ": line "
                                + line
                                + " is empty; put a piece there, such as [unused1], since each line"
                                + " gives an id");
            }
            Integer earlier = lines.put(piece, line);
            if (earlier != null) {
                throw new VocabularyException(
                        origin
                                + ": the piece "
                                + Quoted.quote(piece)
                                + " stands on line "
                                + earlier
                                + " and on line "
                                + line
                                + "; rename one of them, since a piece has one id");
            }
            pieces.add(piece);
        }
        if (pieces.isEmpty()) {
            throw new VocabularyException(
                    origin + ": the file is empty; put the vocabulary of the model there");
        }
        return pieces;
    }

    private static String decode(byte[] file, String origin) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var bytes = ByteBuffer.wrap(file);
        try {
            return decoder.decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new VocabularyException(
                    origin
                            + ": line "
                            + lineAt(file, bytes.position())
                            + " is not valid UTF-8; save the file as UTF-8 or download it again",
                    e);
        }
    }

    private static int lineAt(byte[] file, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (file[i] == '\n') {
                line++;
            }
        }
        return line;
    }

    private static String trimRight(String text, int start, int end) {
        int last = end;
        while (last > start && isWhiteSpace(text.charAt(last - 1))) {
            last--;
        }
        return text.substring(start, last);
    }

    /** Unicode's White_Space, which the reference trims; Java's own notions are narrower. */
    private static boolean isWhiteSpace(char c) {
        return Character.isSpaceChar(c) || ('\t' <= c && c <= '\r') || c == '\u0085';
    }
}
