package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.EntityGroup;
import dev.distil4j.GroupingOptions;
import dev.distil4j.TaggerInput;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.TagEntities;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/**
 * Token classification, grouped: {@code [{entity_group, score, word, start, end}]}. Offsets count
 * code points.
 */
public record EntityPipeline(TagEntities operation)
        implements Pipeline<TaggerInput, List<EntityGroup>> {

    /** By these options. */
    EntityPipeline(GroupingOptions options) {
        this(new TagEntities(options));
    }

    @Override
    public TaggerInput input(Value value) {
        return TaggerInput.of(value.text());
    }

    /** A row for each entity. */
    @Override
    public List<Column<TaggerInput, List<EntityGroup>>> columns() {
        return Tagging.columns(
                List.of(
                        Column.each(
                                "entity_group",
                                Datatype.BYTES,
                                (_, group) -> group.entity_group())));
    }

    @Override
    public void write(JsonGenerator json, TaggerInput input, List<EntityGroup> groups) {
        PipelineJson.writeEntities(json, input.text(), groups);
    }
}
