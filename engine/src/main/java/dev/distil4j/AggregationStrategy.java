package dev.distil4j;

/** How the labels of tokens become entities ({@code aggregation_strategy}). */
public enum AggregationStrategy {
    /** Neighbours with the same label are one entity; the tokens of one word may be of several. */
    SIMPLE,
    /** As {@link #SIMPLE}, but each word has the label of its first token. */
    FIRST,
    /** As {@link #SIMPLE}, but each word has the best label of its tokens' mean scores. */
    AVERAGE,
    /** As {@link #SIMPLE}, but each word has the label of the token with the highest score. */
    MAX
}
