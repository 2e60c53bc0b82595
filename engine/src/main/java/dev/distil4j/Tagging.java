package dev.distil4j;

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
        return grouping.tokens(scorer.tokens(input, encoding, logits)).stream()
                .filter(token -> !ignore_labels.contains(token.entity()))
                .toList();
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
        List<EntityGroup> entities = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            List<ScoredToken> tokens = scorer.tokens(input, windows.get(i), logits.get(i));
            entities.addAll(grouping.groups(tokens, options.aggregation_strategy()));
        }
        // Not before grouping: what is ignored still parts its neighbours.
        entities.removeIf(entity -> options.ignore_labels().contains(entity.entity_group()));
        return List.copyOf(
                windows.size() > 1
                        ? OverlappingEntities.resolved(entities, input.text())
                        : entities);
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
