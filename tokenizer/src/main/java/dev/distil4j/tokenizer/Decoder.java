package dev.distil4j.tokenizer;

/**
 * Turns ids back into text. Source: the decoder {@code WordPiece} of huggingface/tokenizers.
 *
 * @param vocabulary the pieces
 * @param addedTokens some of which lie beyond the vocabulary
 * @param prefix what begins a piece that continues a word
 */
record Decoder(Vocabulary vocabulary, AddedTokens addedTokens, String prefix) {
    /**
     * The piece with this id.
     *
     * @throws TokenizerException if there is none
     */
    String piece(int id) {
        AddedToken added = addedTokens.get(id);
        if (added != null) {
            return added.content();
        }
        if (id < 0 || id >= vocabulary.size()) {
            throw new TokenizerException(
                    "There is no piece with id %d; the vocabulary has ids 0 to %d."
                            .formatted(id, vocabulary.size() - 1));
        }
        return vocabulary.piece(id);
    }

    String decode(int[] ids, Decoding how) {
        StringBuilder text = new StringBuilder();
        boolean isFirst = true;
        for (int id : ids) {
            AddedToken added = addedTokens.get(id);
            if (how.skipSpecialTokens() && added != null && added.special()) {
                continue;
            }
            String piece = piece(id);
            if (!isFirst) {
                piece = piece.startsWith(prefix) ? piece.substring(prefix.length()) : " " + piece;
            }
            text.append(how.cleanUp().piece(piece));
            isFirst = false;
        }
        return how.cleanUp().text(text.toString());
    }
}
