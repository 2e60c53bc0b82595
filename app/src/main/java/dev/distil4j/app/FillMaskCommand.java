package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.FillMask;
import dev.distil4j.FillMaskOptions;
import dev.distil4j.Mask;
import dev.distil4j.Options;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** {@code distil fill-mask}. */
@Command(
        name = "fill-mask",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Guess the words that texts leave open, each written [MASK].",
        footer = {
            "",
            "--json is what the pipeline of transformers returns: for the one TEXT a list of",
            "{\"score\", \"token\", \"token_str\", \"sequence\"} or, if it has several masks, a"
                    + " list",
            "of such lists; for several, for a file and for standard input a list of these.",
            "",
            "Examples:",
            "  distil fill-mask \"Paris is the [MASK] of France.\"",
            "  distil fill-mask --targets good,bad --json \"The film was [MASK].\"",
            "  distil fill-mask --top-k 1 --file gaps.txt --jsonl > words.jsonl"
        })
final class FillMaskCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-k", "--top-k"},
            paramLabel = "N",
            converter = TopK.class,
            description = "Report the N best words for a mask, or 'all'; without it, 5.")
    private @Nullable Integer top_k;

    @Option(
            names = "--targets",
            paramLabel = "WORD",
            split = ",",
            description = {
                "Choose among these words only, with commas between them; their",
                "scores stay their shares of the whole vocabulary."
            })
    private @Nullable List<String> targets;

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.FILL_MASK);
    @Mixin private final EngineOptions engine = new EngineOptions();

    FillMaskCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Options options = engine.apply(Options.defaults().truncation(longTexts.truncation()));
        FillMaskOptions wanted = wanted();
        try (Inputs inputs = input.open(streams);
                FillMask fillMask = model.open(Distil4J::fillMask, options, streams)) {
            // Targets that are of no use are no text's fault.
            fillMask.fill(List.of(), wanted);
            new BatchRun<>(
                            texts ->
                                    fillMask.fill(
                                            texts.stream().map(TextInput::text).toList(), wanted),
                            output.format(
                                    input.isSingle(),
                                    new MaskTable(streams.terminal()),
                                    FillMaskCommand::writeValue,
                                    FillMaskCommand::writeLine),
                            streams)
                    .warmedUpBy(fillMask::warmUp)
                    .run(inputs);
        }
    }

    private FillMaskOptions wanted() {
        if (targets != null && targets.isEmpty()) {
            throw Failure.usage("--targets names no word");
        }
        FillMaskOptions usual = FillMaskOptions.defaults();
        return new FillMaskOptions(top_k == null ? usual.top_k() : top_k, targets);
    }

    private static void writeValue(JsonGenerator json, Item item, List<Mask> masks) {
        PipelineJson.writeMasks(json, masks);
    }

    private static void writeLine(JsonGenerator json, Item item, List<Mask> masks) {
        json.writeStartObject();
        json.writeStringProperty("text", item.input().text());
        json.writeName("candidates");
        PipelineJson.writeMasks(json, masks);
        json.writeEndObject();
    }
}
