package dev.distil4j;

import java.io.Serializable;

/**
 * How a text's hidden states become its embedding. Immutable; each method returns changed options.
 *
 * @param pooling what becomes of the tokens' hidden states
 * @param normalize whether the embedding is scaled to length 1
 */
public record EmbeddingOptions(Pooling pooling, boolean normalize) implements Serializable {

    /** This pooling. */
    public EmbeddingOptions pooling(Pooling how) {
        return new EmbeddingOptions(how, normalize);
    }

    /** Scaled to length 1, or as pooling leaves it. */
    public EmbeddingOptions normalize(boolean scaled) {
        return new EmbeddingOptions(pooling, scaled);
    }
}
