package dev.distil4j;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives all tokens of a word one label. Source: {@code aggregate_words} of transformers'
 * token-classification pipeline.
 */
final class WordAggregation {

    private WordAggregation() {}

    /** The words that the tokens make, each a token that is no part of a word and those that are. */
    static List<List<ScoredToken>> words(List<ScoredToken> tokens) {
        List<List<ScoredToken>> words = new ArrayList<>();
        for (ScoredToken token : tokens) {
            if (words.isEmpty() || !token.isSubword()) {
                words.add(new ArrayList<>());
            }
            words.getLast().add(token);
        }
        return words;
    }

    /** The scores that decide a word's label. */
    static float[] scores(List<ScoredToken> word, AggregationStrategy strategy) {
        return switch (strategy) {
            case FIRST -> word.getFirst().scores();
            case MAX -> surest(word).scores();
            case AVERAGE -> mean(word);
            case SIMPLE -> throw new IllegalArgumentException("simple looks at no words");
        };
    }

    /** The token with the highest score, the first one of several. */
    private static ScoredToken surest(List<ScoredToken> word) {
        ScoredToken surest = word.getFirst();
        for (ScoredToken token : word) {
            if (token.bestScore() > surest.bestScore()) {
                surest = token;
            }
        }
        return surest;
    }

    /** For each label the mean of its scores that are numbers. */
    private static float[] mean(List<ScoredToken> word) {
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
