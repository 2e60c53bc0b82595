package dev.distil4j.tokenizer;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts the words of texts as a tokenizer cuts them, to train a vocabulary from. Not thread-safe.
 */
public final class WordCounter {
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final TextNormalizer normalizer;

    /** A counter of words that are normalised like this. */
    public WordCounter(Normalization normalization) {
        // Long words are counted as they are: whether they can be known is for the vocabulary.
        normalizer =
                new TextNormalizer(
                        normalization,
                        new PreTokenizer(
                                new Word(Integer.MAX_VALUE),
                                word -> counts.merge(word.toString(), 1L, Long::sum)));
    }

    /** Counts the words of a text. */
    public void add(String text) {
        normalizer.normalize(text, 0, text.length());
    }

    /** How often each word has occurred, in the order of the words; a view that goes on growing. */
    public SortedMap<String, Long> counts() {
        return Collections.unmodifiableSortedMap(counts);
    }
}
