package dev.distil4j.tokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns ids back into text. Source: the decoder {@code WordPiece} of huggingface/tokenizers.
 *
 * @param vocabulary the pieces
 * @param addedTokens some of which lie beyond the vocabulary
 * @param prefix what begins a piece that continues a word
 */
record Decoder(Vocabulary vocabulary, AddedTokens addedTokens, String prefix) {
    /** The piece or added token with this id, if there is one. */
    Optional<String> token(int id) {
        AddedToken added = addedTokens.get(id);
        if (added != null) {
            return Optional.of(added.content());
        }
        boolean isPiece = id >= 0 && id < vocabulary.size();
        return isPiece ? Optional.of(vocabulary.piece(id)) : Optional.empty();
    }

    /**
     * The piece with this id.
     *
     * @throws TokenizerException if there is none
     */
    String piece(int id) {
        return token(id)
                .orElseThrow(
                        () ->
                                new TokenizerException(
                                        ("There is no piece with id %d; the vocabulary has ids 0 to"
                                                        + " %d.")
                                                .formatted(id, vocabulary.size() - 1)));
    }

    String decode(int[] ids, Decoding how) {
        List<String> pieces = new ArrayList<>(ids.length);
        for (int id : ids) {
            AddedToken added = addedTokens.get(id);
            if (!how.skipSpecialTokens() || added == null || !added.special()) {
                pieces.add(piece(id));
            }
        }
        return join(pieces, how.cleanUp());
    }

    /** The pieces as one text; only the first keeps its prefix. */
    String join(List<String> pieces, CleanUp cleanUp) {
        StringBuilder text = new StringBuilder();
        boolean isFirst = true;
        for (String piece : pieces) {
            String shown = piece;
            if (!isFirst) {
                shown = piece.startsWith(prefix) ? piece.substring(prefix.length()) : " " + piece;
            }
            text.append(cleanUp.piece(shown));
            isFirst = false;
        }
        return cleanUp.text(text.toString());
    }
}
