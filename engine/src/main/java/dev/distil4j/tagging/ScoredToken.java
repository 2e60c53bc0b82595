package dev.distil4j.tagging;

import dev.distil4j.scores.Float32;

/**
 * A token of a text with the scores of all labels.
 *
 * @param word as the vocabulary writes it; of an unknown token the text itself
 * @param scores one for each label
 * @param index its number in what the model reads
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param isSubword whether it goes on with the word of the token before
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ScoredToken(
        String word, float[] scores, int index, int start, int end, boolean isSubword) {

    /** The label with the highest score. */
    public int best() {
        return Float32.argmax(scores);
    }

    /** The highest score. */
    public float bestScore() {
        return scores[best()];
    }
}
