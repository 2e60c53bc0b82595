package dev.distil4j.tokenizer;

import java.text.Normalizer;
import java.util.Collection;

/**
 * Words that are neither cut at punctuation nor into pieces ({@code never_split}): each is one
 * token, an unknown one if the vocabulary lacks it. Source: {@code BasicTokenizer} of transformers,
 * which composes (NFC) what it looks up, up to where it strips accents. Immutable.
 */
final class NeverSplit {
    private final Trie ids = new Trie();
    private final boolean isEmpty;
    private final boolean stripsAccents;

    /**
     * @throws TokenizerException if one of the words can never be found
     */
    NeverSplit(
            Collection<String> words, Vocabulary vocabulary, int unk, Normalization normalization) {
        for (String word : words) {
            if (word.isEmpty() || word.chars().anyMatch(Unicode::isWhiteSpace)) {
                throw new TokenizerException(
                        "The never-split word \"%s\" is empty or has white space; give one word."
                                .formatted(word));
            }
            ids.putIfAbsent(word, vocabulary.id(word).orElse(unk));
        }
        isEmpty = words.isEmpty();
        stripsAccents = normalization.stripsAccents();
    }

    boolean isEmpty() {
        return isEmpty;
    }

    /** The id of a word that still has its accents, or {@link Trie#NONE} if it may be split. */
    int accented(String word) {
        // The JDK's Unicode may be newer than Python's, but no assigned character ever changes.
        return id(Normalizer.normalize(word, Normalizer.Form.NFC));
    }

    /** The id of a word that is normalised to the end, or {@link Trie#NONE} if it may be split. */
    int normalized(String word) {
        return stripsAccents ? id(word) : accented(word);
    }

    private int id(String word) {
        int node = ids.node(word);
        return node == Trie.NONE ? node : ids.value(node);
    }
}
