package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.AggregationStrategy;
import dev.distil4j.Entity;
import dev.distil4j.GroupingOptions;
import dev.distil4j.TaggerInput;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;

import java.util.ArrayList;
import java.util.List;
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

    /** The tensors of entities: what the label columns have, and what all entities have. */
    static <E extends Entity> List<Column<TaggerInput, List<E>>> columns(
            List<Column<TaggerInput, List<E>>> labels) {
        List<Column<TaggerInput, List<E>>> columns = new ArrayList<>();
        columns.add(Column.inputIndex());
        columns.addAll(labels);
        columns.add(Column.each("word", Datatype.BYTES, (_, entity) -> entity.word()));
        columns.add(Column.each("start", Datatype.INT64, (in, e) -> codePoints(in, e.start())));
        columns.add(Column.each("end", Datatype.INT64, (in, e) -> codePoints(in, e.end())));
        columns.add(Column.each("score", Datatype.FP32, (_, entity) -> (float) entity.score()));
        return columns;
    }

    private static int codePoints(TaggerInput input, int end) {
        return input.text().codePointCount(0, end);
    }
}
