package dev.distil4j.tokenizer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.Objects;

/**
 * What makes up a word to a single-word {@link AddedToken}: letters, marks, digits, joining
 * punctuation. The table is pinned to the reference like {@link Unicode}'s and made by the same
 * script, but read only where there is such a token.
 */
final class WordCharacters {
    private static final BitSet MEMBERS = read();

    private WordCharacters() {}

    static boolean contains(int codePoint) {
        return MEMBERS.get(codePoint);
    }

    private static BitSet read() {
        BitSet members = new BitSet();
        var table =
                Objects.requireNonNull(
                        WordCharacters.class.getResourceAsStream("word-characters.txt"));
        try (var lines =
                new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
            lines.lines()
                    .map(line -> line.split(" ", 2))
                    .forEach(
                            range ->
                                    members.set(
                                            Integer.parseInt(range[0], 16),
                                            Integer.parseInt(range[1], 16) + 1));
        } catch (IOException e) {
            throw new UncheckedIOException("word-characters.txt of this jar cannot be read", e);
        }
        return members;
    }
}
