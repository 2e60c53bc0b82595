package dev.distil4j.loaders;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The added tokens of a tokenizer as its files are read one after the other: a token has the id of
 * its piece or the next one behind the vocabulary, as in the reference, and the flags of the file
 * that was read last.
 */
final class AddedTokenTable {

    private final Map<String, Integer> pieces = new HashMap<>();
    private final Map<String, AddedToken> tokens = new HashMap<>();
    private int nextId;

    AddedTokenTable(List<String> vocabulary) {
        for (String piece : vocabulary) {
            pieces.put(piece, nextId++);
        }
    }

    /** The id of a piece or of an added token. */
    OptionalInt id(String content) {
        AddedToken token = tokens.get(content);
        Integer id = token == null ? pieces.get(content) : Integer.valueOf(token.id());
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    boolean contains(String content) {
        return tokens.containsKey(content);
    }

    /** Adds a token, or replaces the flags of one that is there already. */
    void add(TokenFlags token) {
        int id = id(token.content()).orElse(nextId);
        nextId = Math.max(nextId, id + 1);
        tokens.put(token.content(), token.withId(id));
    }

    /**
     * Adds a token for which a file gives an id.
     *
     * @throws ConfigException if it cannot have that id
     */
    void add(TokenFlags token, int id, String origin) {
        int due = id(token.content()).orElse(nextId);
        if (id != due) {
            throw new ConfigException(
                    origin
                            + ": the added token "
                            + Quoted.quote(token.content())
                            + " has id "
                            + id
                            + " where "
                            + due
                            + " is due, the id of its piece or the next behind the vocabulary; use"
                            + " the files of one model");
        }
        add(token);
    }

    /** Makes a token special that is named as one; does nothing if it is not there. */
    void markSpecial(String content) {
        tokens.computeIfPresent(
                content,
                (key, token) ->
                        new AddedToken(
                                content,
                                token.id(),
                                token.single_word(),
                                token.lstrip(),
                                token.rstrip(),
                                token.normalized(),
                                true));
    }

    /** All tokens by their ids. */
    List<AddedToken> sorted() {
        return tokens.values().stream().sorted(Comparator.comparingInt(AddedToken::id)).toList();
    }
}
