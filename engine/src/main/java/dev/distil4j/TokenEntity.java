package dev.distil4j;

import java.io.Serializable;

/**
 * A token with its best label.
 *
 * @param entity the label, as the model's configuration names it
 * @param score the label's probability, a float32 as in the reference
 * @param index the token's number in what the model reads, {@code [CLS]} being 0
 * @param word the token as the vocabulary writes it, such as {@code ##ton}; of an unknown token the
 *     text itself
 * @param start where the token begins in the text, in UTF-16 units
 * @param end where it ends, exclusive, in UTF-16 units
 */
public record TokenEntity(String entity, double score, int index, String word, int start, int end)
        implements Entity, Serializable {

    @Override
    public String label() {
        return entity;
    }
}
