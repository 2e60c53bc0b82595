package dev.distil4j;

import java.io.Serializable;

/**
 * Neighbouring tokens that are one entity.
 *
 * @param entity_group their label without {@code B-} or {@code I-}
 * @param score the mean of its words' or tokens' probabilities, a float32 as in the reference
 * @param word the tokens' text
 * @param start where the first token begins in the text, in UTF-16 units
 * @param end where the last token ends, exclusive, in UTF-16 units
 */
public record EntityGroup(String entity_group, double score, String word, int start, int end)
        implements Entity, Serializable {

    @Override
    public String label() {
        return entity_group;
    }
}
