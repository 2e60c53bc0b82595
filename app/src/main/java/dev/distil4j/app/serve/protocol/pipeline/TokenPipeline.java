package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.TaggerInput;
import dev.distil4j.TokenEntity;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.TagTokens;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Set;

/**
 * Token classification without groups: {@code [{entity, score, index, word, start, end}]}. Offsets
 * count code points.
 */
public record TokenPipeline(TagTokens operation)
        implements Pipeline<TaggerInput, List<TokenEntity>> {

    /** Without tokens of these labels. */
    TokenPipeline(Set<String> ignore_labels) {
        this(new TagTokens(ignore_labels));
    }

    @Override
    public TaggerInput input(Value value) {
        return TaggerInput.of(value.text());
    }

    /** A row for each token. */
    @Override
    public List<Column<TaggerInput, List<TokenEntity>>> columns() {
        return Tagging.columns(
                List.of(
                        Column.each("entity", Datatype.BYTES, (_, token) -> token.entity()),
                        Column.each("index", Datatype.INT64, (_, token) -> token.index())));
    }

    @Override
    public void write(JsonGenerator json, TaggerInput input, List<TokenEntity> tokens) {
        PipelineJson.writeEntities(json, input.text(), tokens);
    }
}
