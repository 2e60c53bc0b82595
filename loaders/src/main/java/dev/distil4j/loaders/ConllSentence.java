package dev.distil4j.loaders;

import java.util.List;

/**
 * A sentence of a CoNLL file.
 *
 * @param words its words
 * @param labels a label for each of them
 * @param line where it begins in the file, from 1
 */
public record ConllSentence(List<String> words, List<String> labels, long line) {

    /** Keeps the lists from changing. */
    public ConllSentence {
        words = List.copyOf(words);
        labels = List.copyOf(labels);
    }
}
