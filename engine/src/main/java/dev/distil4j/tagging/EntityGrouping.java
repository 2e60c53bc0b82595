package dev.distil4j.tagging;

import dev.distil4j.scores.Float32;
import dev.distil4j.tokenizer.CleanUp;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Puts the tokens of one window together to entities. Source: {@code aggregate} and {@code
 * group_entities} of transformers' token-classification pipeline.
 *
 * @param labels by id
 */
public record EntityGrouping(List<String> labels, WordPieceTokenizer tokenizer) {

    /** Each token with its best label. */
    public List<Labelled> tokens(List<ScoredToken> tokens) {
        List<Labelled> labelled = new ArrayList<>(tokens.size());
        for (ScoredToken token : tokens) {
            String label = labels.get(token.best());
            labelled.add(
                    new Labelled(
                            label, token.bestScore(), token.word(), token.start(), token.end()));
        }
        return labelled;
    }

    /**
     * Each word with its best label.
     *
     * @param scores makes one score for each label of the tokens of a word
     */
    public List<Labelled> words(
            List<ScoredToken> tokens, Function<List<ScoredToken>, float[]> scores) {
        List<Labelled> labelled = new ArrayList<>();
        for (List<ScoredToken> word : WordAggregation.words(tokens)) {
            float[] ofWord = scores.apply(word);
            int best = Float32.argmax(ofWord);
            labelled.add(
                    new Labelled(
                            labels.get(best),
                            ofWord[best],
                            join(word.stream().map(ScoredToken::word).toList()),
                            word.getFirst().start(),
                            word.getLast().end()));
        }
        return labelled;
    }

    /** The entities that tokens or words make, those of what is outside of all entities too. */
    public List<Labelled> groups(List<Labelled> parts) {
        List<Labelled> groups = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= parts.size(); next++) {
            if (next == parts.size() || !parts.get(next).continues(parts.get(next - 1))) {
                groups.add(group(parts.subList(first, next)));
                first = next;
            }
        }
        return groups;
    }

    private Labelled group(List<Labelled> parts) {
        float[] scores = new float[parts.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = parts.get(i).score();
        }
        String label = parts.getFirst().label();
        return new Labelled(
                // Whatever stands before the first hyphen goes, also where it is no B and no I.
                label.substring(label.indexOf('-') + 1),
                Float32.nanmean(scores),
                join(parts.stream().map(Labelled::word).toList()),
                parts.getFirst().start(),
                parts.getLast().end());
    }

    private String join(List<String> words) {
        // The decoder's own clean-up, without the one that decode() adds where a model asks for it.
        boolean none = tokenizer.cleanUp() == CleanUp.NONE;
        return tokenizer.join(words, none ? CleanUp.NONE : CleanUp.PIECES);
    }
}
