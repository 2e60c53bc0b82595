package dev.distil4j;

import dev.distil4j.scores.Float32;
import dev.distil4j.tagging.EntityGrouping;
import dev.distil4j.tagging.Labelled;
import dev.distil4j.tagging.OverlappingEntities;
import dev.distil4j.tagging.ScoredToken;
import dev.distil4j.tagging.TokenScorer;
import dev.distil4j.tagging.WordAggregation;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What logits say of a text's tokens: all of token classification but the model. */
final class Tagging {

    /** The label of what is no entity. */
    static final String O = "O";

    private final TokenScorer scorer;
    private final EntityGrouping grouping;
    private final List<String> labels;

    /**
     * For one model.
     *
     * @param labels by id
     */
    Tagging(WordPieceTokenizer tokenizer, List<String> labels) {
        scorer = new TokenScorer(tokenizer);
        grouping = new EntityGrouping(labels, tokenizer);
        this.labels = labels;
    }

    /**
     * The tokens with their labels.
     *
     * @param logits [tokens · labels]
     */
    List<TokenEntity> tokens(
            TaggerInput input, Encoding encoding, float[] logits, Set<String> ignore_labels) {
        List<TokenEntity> entities = new ArrayList<>();
        for (ScoredToken token : scorer.tokens(input.text(), origins(input), encoding, logits)) {
            String label = labels.get(token.best());
            if (!ignore_labels.contains(label)) {
                entities.add(
                        new TokenEntity(
                                label,
                                token.bestScore(),
                                token.index(),
                                token.word(),
                                token.start(),
                                token.end()));
            }
        }
        return List.copyOf(entities);
    }

    /**
     * The entities of a text.
     *
     * @param windows that the text is encoded in
     * @param logits of each window [tokens · labels]
     */
    List<EntityGroup> entities(
            TaggerInput input,
            List<Encoding> windows,
            List<float[]> logits,
            GroupingOptions options) {
        String text = input.text();
        int[] origins = origins(input);
        List<Labelled> found = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            var tokens = scorer.tokens(text, origins, windows.get(i), logits.get(i));
            found.addAll(grouping.groups(parts(tokens, options.aggregation_strategy())));
        }
        // Not before grouping: what is ignored still parts its neighbours.
        found.removeIf(entity -> options.ignore_labels().contains(entity.label()));
        return (windows.size() > 1 ? OverlappingEntities.resolved(found, text) : found)
                .stream().map(Tagging::entity).toList();
    }

    private static EntityGroup entity(Labelled group) {
        return new EntityGroup(
                group.label(), group.score(), group.word(), group.start(), group.end());
    }

    /** What entities are made of: the tokens, or the words with the label that each gets. */
    private List<Labelled> parts(List<ScoredToken> tokens, AggregationStrategy strategy) {
        return switch (strategy) {
            case SIMPLE -> grouping.tokens(tokens);
            case FIRST -> grouping.words(tokens, WordAggregation::first);
            case MAX -> grouping.words(tokens, WordAggregation::max);
            case AVERAGE -> grouping.words(tokens, WordAggregation::average);
        };
    }

    /** Where each word begins in the text; empty for a whole text, whose offsets are absolute. */
    private static int[] origins(TaggerInput input) {
        if (!(input instanceof TaggerInput.Words(List<String> words, String delimiter))) {
            return new int[0];
        }
        int[] origins = new int[words.size()];
        for (int i = 1; i < origins.length; i++) {
            origins[i] = origins[i - 1] + words.get(i - 1).length() + delimiter.length();
        }
        return origins;
    }

    /**
     * The label of each word's first token.
     *
     * @param words number of words
     * @param logits [tokens · labels]
     */
    List<String> labels(int words, Encoding encoding, float[] logits) {
        String[] firsts = new String[words];
        Arrays.fill(firsts, O);
        int width = logits.length / encoding.length();
        for (int i = encoding.length() - 1; i >= 0; i--) {
            int word = encoding.words()[i];
            if (word != Encoding.NO_WORD) {
                float[] row = Arrays.copyOfRange(logits, i * width, (i + 1) * width);
                firsts[word] = labels.get(Float32.argmax(row));
            }
        }
        return List.of(firsts);
    }
}
