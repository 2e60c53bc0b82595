package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.FillMaskOptions;
import dev.distil4j.FilledMask;
import dev.distil4j.Mask;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Settings;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.protocol.pipeline.Column.Datatype;
import dev.distil4j.app.serve.task.Operation.Fill;
import dev.distil4j.app.serve.task.ServedModel;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.function.Function;

/**
 * Fill-mask: {@code [{score, token, token_str, sequence}]}, best first; a list of such lists where a
 * text has several masks.
 *
 * @param resultsEach candidates for one mask at most
 */
public record FillMaskPipeline(Fill operation, long resultsEach)
        implements Pipeline<String, List<Mask>> {

    /**
     * With {@code top_k} and {@code targets}.
     *
     * @throws Refusal if one is out of range
     */
    static FillMaskPipeline of(ServedModel model, Settings parameters) {
        FillMaskOptions usual = FillMaskOptions.defaults();
        int top_k = parameters.field("top_k").map(Value::whole).orElse(usual.top_k());
        List<String> targets = parameters.field("targets").map(Value::texts).orElse(null);
        FillMaskOptions options = Checked.of(() -> new FillMaskOptions(top_k, targets));
        int words = targets == null ? model.tokenizer().vocabulary().size() : targets.size();
        return new FillMaskPipeline(new Fill(options), Math.min(top_k, words));
    }

    @Override
    public String input(Value value) {
        return value.text();
    }

    /** A row for each mask. */
    @Override
    public List<Column<String, List<Mask>>> columns() {
        return List.of(
                Column.inputIndex(),
                candidates("token", Datatype.INT64, FilledMask::token),
                candidates("token_str", Datatype.BYTES, FilledMask::token_str),
                candidates("sequence", Datatype.BYTES, FilledMask::sequence),
                candidates("score", Datatype.FP32, candidate -> (float) candidate.score()));
    }

    private static Column<String, List<Mask>> candidates(
            String name, Datatype datatype, Function<FilledMask, ?> value) {
        return Column.rows(
                name, datatype, mask -> mask.candidates().stream().<Object>map(value).toList());
    }

    @Override
    public void write(JsonGenerator json, String input, List<Mask> masks) {
        PipelineJson.writeMasks(json, masks);
    }
}
