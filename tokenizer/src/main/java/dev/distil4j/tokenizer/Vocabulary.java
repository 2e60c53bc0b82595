package dev.distil4j.tokenizer;

import java.util.List;
import java.util.OptionalInt;

/**
 * The pieces a model knows, numbered from 0 in the order of its embedding's rows. A piece that
 * continues a word begins with a prefix, {@code ##} as a rule. Immutable and thread-safe.
 */
public final class Vocabulary {
    private final List<String> pieces;
    private final Trie trie = new Trie();

    /**
     * A vocabulary of these pieces, by id (the lines of a {@code vocab.txt}, right-trimmed).
     *
     * @throws TokenizerException if there is no piece, or one is empty or occurs twice
     */
    public Vocabulary(List<String> pieces) {
        this.pieces = List.copyOf(pieces);
        if (this.pieces.isEmpty()) {
            throw new TokenizerException("The vocabulary has no pieces; is its file empty?");
        }
        for (int id = 0; id < this.pieces.size(); id++) {
            String piece = this.pieces.get(id);
            if (piece.isEmpty()) {
                throw new TokenizerException(
                        "Piece %d of the vocabulary is empty; remove the blank line %d."
                                .formatted(id, id + 1));
            }
            int earlier = trie.putIfAbsent(piece, id);
            if (earlier != Trie.NONE) {
                throw new TokenizerException(
                        ("The vocabulary has the piece \"%s\" twice, as ids %d and %d;"
                                        + " every piece needs an id of its own.")
                                .formatted(piece, earlier, id));
            }
        }
    }

    /** How many pieces there are; ids are 0 to {@code size() - 1}. */
    public int size() {
        return pieces.size();
    }

    /** All pieces, by id. */
    public List<String> pieces() {
        return pieces;
    }

    /**
     * The piece with this id.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public String piece(int id) {
        return pieces.get(id);
    }

    /** The id of this piece, if it has one. */
    public OptionalInt id(String piece) {
        int node = trie.node(piece);
        int id = node == Trie.NONE ? Trie.NONE : trie.value(node);
        return id == Trie.NONE ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /**
     * The id of a special token.
     *
     * @throws TokenizerException if it has none
     */
    int specialId(String token) {
        return id(token)
                .orElseThrow(
                        () ->
                                new TokenizerException(
                                        ("The vocabulary of %d pieces lacks the special token"
                                             + " \"%s\"; is it the vocabulary of this model?")
                                                .formatted(size(), token)));
    }

    Trie trie() {
        return trie;
    }
}
