package dev.distil4j.tokenizer;

/**
 * Cuts a word into pieces of the vocabulary, each the longest that fits; a word that does not come
 * out whole, or is longer than allowed, is one unknown token. Source: Schuster and
 * Nakajima 2012, in BERT's greedy form. Immutable.
 */
final class WordPiece {
    private final Trie trie;
    private final int continuation;
    private final int maxWordLength;
    private final int unk;

    /**
     * @param prefix what pieces begin with that continue a word
     * @param maxWordLength how many code points a word has that is not unknown for its length
     * @param unk the id of an unknown word
     */
    WordPiece(Vocabulary vocabulary, String prefix, int maxWordLength, int unk) {
        trie = vocabulary.trie();
        continuation = trie.node(prefix);
        this.maxWordLength = maxWordLength;
        this.unk = unk;
    }

    int maxWordLength() {
        return maxWordLength;
    }

    /** Adds the word's tokens. */
    void tokenize(Word word, TokenBuffer out) {
        if (word.isTooLong() || !addPieces(word, out)) {
            out.add(unk, word.start(0), word.end());
        }
    }

    /** Adds all pieces and returns true, or adds none. */
    private boolean addPieces(Word word, TokenBuffer out) {
        long before = out.count();
        for (int from = 0, to; from < word.length(); from = to) {
            int node = from == 0 ? Trie.ROOT : continuation;
            int id = Trie.NONE;
            to = from;
            for (int i = from; i < word.length(); i++) {
                node = trie.child(node, word.codePoint(i));
                if (node == Trie.NONE) {
                    break;
                }
                if (trie.value(node) != Trie.NONE) {
                    id = trie.value(node);
                    to = i + 1;
                }
            }
            if (id == Trie.NONE) {
                out.rewind(before);
                return false;
            }
            out.add(id, word.start(from), word.end(to - 1));
        }
        return true;
    }
}
