package dev.distil4j;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.util.Set;

/**
 * How tokens are put together to entities. Immutable; each method returns changed options.
 *
 * @param aggregation_strategy which label each word gets
 * @param ignore_labels entities that are not reported, without {@code B-} and {@code I-}
 * @param stride tokens that a window of a long text repeats of the one before; null to take no text
 *     that is too long for one window, unless truncation is on
 */
public record GroupingOptions(
        AggregationStrategy aggregation_strategy,
        Set<String> ignore_labels,
        @Nullable Integer stride)
        implements Serializable {

    /**
     * Takes an unmodifiable copy of the labels.
     *
     * @throws InputException if the stride is negative
     */
    public GroupingOptions {
        ignore_labels = Set.copyOf(ignore_labels);
        if (stride != null && stride < 0) {
            throw new InputException("stride is " + stride + "; give 0 tokens or more", null);
        }
    }

    /** Strategy {@code simple}, everything but {@code O}, no windows. */
    public static GroupingOptions defaults() {
        return new GroupingOptions(AggregationStrategy.SIMPLE, TokenTagger.OUTSIDE, null);
    }

    /** This strategy. */
    public GroupingOptions aggregationStrategy(AggregationStrategy strategy) {
        return new GroupingOptions(strategy, ignore_labels, stride);
    }

    /** Without these labels. */
    public GroupingOptions ignoreLabels(Set<String> labels) {
        return new GroupingOptions(aggregation_strategy, labels, stride);
    }

    /** Long texts in windows that overlap by so many tokens. */
    public GroupingOptions stride(int tokens) {
        return new GroupingOptions(aggregation_strategy, ignore_labels, tokens);
    }
}
