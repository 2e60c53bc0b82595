package dev.distil4j.tagging;

import dev.distil4j.scores.Float32;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives all tokens of a word one label. Source: {@code aggregate_words} of transformers'
 * token-classification pipeline.
 */
public final class WordAggregation {

    private WordAggregation() {}

    /** The words that the tokens make, each a token that is no part of a word and those that are. */
    public static List<List<ScoredToken>> words(List<ScoredToken> tokens) {
        List<List<ScoredToken>> words = new ArrayList<>();
        for (ScoredToken token : tokens) {
            if (words.isEmpty() || !token.isSubword()) {
                words.add(new ArrayList<>());
            }
            words.getLast().add(token);
        }
        return words;
    }

    /** The scores of a word's first token. */
    public static float[] first(List<ScoredToken> word) {
        return word.getFirst().scores();
    }

    /** The scores of the token that has the highest one, of the first of several. */
    public static float[] max(List<ScoredToken> word) {
        ScoredToken surest = word.getFirst();
        for (ScoredToken token : word) {
            if (token.bestScore() > surest.bestScore()) {
                surest = token;
            }
        }
        return surest.scores();
    }

    /** For each label the mean of its scores that are numbers. */
    public static float[] average(List<ScoredToken> word) {
        float[] mean = new float[word.getFirst().scores().length];
        for (int label = 0; label < mean.length; label++) {
            int count = 0;
            for (ScoredToken token : word) {
                float score = token.scores()[label];
                if (!Float.isNaN(score)) {
                    mean[label] += score;
                    count++;
                }
            }
            mean[label] = Float32.mean(mean[label], count);
        }
        return mean;
    }
}
