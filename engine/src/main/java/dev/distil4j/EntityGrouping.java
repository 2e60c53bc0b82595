package dev.distil4j;

import dev.distil4j.tokenizer.CleanUp;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.List;

/**
 * Puts the tokens of one window together to entities. Source: {@code aggregate} and {@code
 * group_entities} of transformers' token-classification pipeline.
 *
 * @param labels by id
 */
record EntityGrouping(List<String> labels, WordPieceTokenizer tokenizer) {

    private static final String BEGINS = "B-";
    private static final String CONTINUES = "I-";

    /** A token or a word with its label. */
    private record Labelled(String label, float score, String word, int start, int end) {

        boolean begins() {
            return label.startsWith(BEGINS);
        }

        /** The label without {@code B-} or {@code I-}; another prefix is part of it. */
        String tag() {
            return begins() || label.startsWith(CONTINUES) ? label.substring(2) : label;
        }
    }

    /** Each token with its best label. */
    List<TokenEntity> tokens(List<ScoredToken> tokens) {
        List<TokenEntity> entities = new ArrayList<>(tokens.size());
        for (ScoredToken token : tokens) {
            entities.add(
                    new TokenEntity(
                            labels.get(token.best()),
                            token.bestScore(),
                            token.index(),
                            token.word(),
                            token.start(),
                            token.end()));
        }
        return entities;
    }

    /** The entities that the tokens make, those of tokens outside of all entities too. */
    List<EntityGroup> groups(List<ScoredToken> tokens, AggregationStrategy strategy) {
        List<Labelled> parts =
                strategy == AggregationStrategy.SIMPLE
                        ? tokens.stream().map(this::labelled).toList()
                        : WordAggregation.words(tokens).stream()
                                .map(word -> labelled(word, strategy))
                                .toList();
        List<EntityGroup> groups = new ArrayList<>();
        int first = 0;
        for (int next = 1; next <= parts.size(); next++) {
            if (next == parts.size() || !continues(parts.get(next), parts.get(next - 1))) {
                groups.add(group(parts.subList(first, next)));
                first = next;
            }
        }
        return groups;
    }

    private static boolean continues(Labelled part, Labelled previous) {
        return !part.begins() && part.tag().equals(previous.tag());
    }

    private Labelled labelled(ScoredToken token) {
        return new Labelled(
                labels.get(token.best()),
                token.bestScore(),
                token.word(),
                token.start(),
                token.end());
    }

    private Labelled labelled(List<ScoredToken> word, AggregationStrategy strategy) {
        float[] scores = WordAggregation.scores(word, strategy);
        int best = Float32.argmax(scores);
        return new Labelled(
                labels.get(best),
                scores[best],
                join(word.stream().map(ScoredToken::word).toList()),
                word.getFirst().start(),
                word.getLast().end());
    }

    private EntityGroup group(List<Labelled> parts) {
        float[] scores = new float[parts.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = parts.get(i).score();
        }
        String label = parts.getFirst().label();
        return new EntityGroup(
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
