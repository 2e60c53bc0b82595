package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.AggregationStrategy;
import dev.distil4j.GroupingOptions;
import dev.distil4j.TaggerInput;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;

import java.util.Set;

/** The parameters of token classification, which say whether tokens are grouped. */
final class Tagging {

    private Tagging() {}

    /** The names of {@code aggregation_strategy}. */
    private enum Aggregation {
        NONE,
        SIMPLE,
        FIRST,
        AVERAGE,
        MAX
    }

    /**
     * With {@code aggregation_strategy}, which is {@code simple} unless told otherwise, {@code
     * ignore_labels} and {@code stride}.
     *
     * @throws Refusal if one is out of range, or a stride has no groups
     */
    static Pipeline<TaggerInput, ?> of(Settings parameters) {
        GroupingOptions usual = GroupingOptions.defaults();
        Aggregation aggregation =
                parameters
                        .field("aggregation_strategy")
                        .map(value -> Choice.of(value, Aggregation.values()))
                        .orElse(Aggregation.SIMPLE);
        Set<String> ignored =
                parameters
                        .field("ignore_labels")
                        .map(labels -> Set.copyOf(labels.texts()))
                        .orElse(usual.ignore_labels());
        Integer stride = parameters.field("stride").map(Value::whole).orElse(null);
        if (aggregation == Aggregation.NONE) {
            parameters.field("stride").ifPresent(Tagging::refuseWithoutGroups);
            return new TokenPipeline(ignored);
        }
        AggregationStrategy strategy = AggregationStrategy.valueOf(aggregation.name());
        return new EntityPipeline(Checked.of(() -> new GroupingOptions(strategy, ignored, stride)));
    }

    private static void refuseWithoutGroups(Value stride) {
        throw stride.refusal("is about entities; take another aggregation_strategy than none");
    }
}
