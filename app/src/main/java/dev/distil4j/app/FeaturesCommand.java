package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.FeatureExtractor;
import dev.distil4j.Options;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.input.PairOptions;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.core.JsonGenerator;

/** {@code distil features}. */
@Command(
        name = "features",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Give the hidden states of each token, for models of your own.",
        footer = {
            "",
            "--json is what the feature-extraction pipeline of transformers returns: for the one",
            "TEXT a list that holds the list of its tokens' vectors, for several a list of those.",
            "For one vector of a text, see distil embed.",
            "",
            "Examples:",
            "  distil features --json \"A gripping, funny film\" > states.json",
            "  distil features --model my-model --file reviews.txt --jsonl > states.jsonl"
        })
final class FeaturesCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final PairOptions pairs = new PairOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.CLASSIFY);
    @Mixin private final EngineOptions engine = new EngineOptions();

    FeaturesCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Options options = engine.apply(Options.defaults().truncation(longTexts.truncation()));
        try (Inputs inputs = input.open(streams, pairs);
                FeatureExtractor extractor =
                        model.open(Distil4J::featureExtraction, options, streams)) {
            new BatchRun<>(
                            extractor::extract,
                            output.format(
                                    input.isSingle(),
                                    this::summary,
                                    FeaturesCommand::write,
                                    FeaturesCommand::writeLine),
                            streams)
                    .warmedUpBy(extractor::warmUp)
                    .run(inputs);
        }
    }

    /** The numbers themselves are nothing for a person. */
    private String summary(Item item, float[][] states) {
        String sizes = "%d × %d".formatted(states.length, states[0].length);
        int columns = Math.max(1, streams.terminal().columns() - sizes.length() - 2);
        return (sizes + "  " + DisplayText.of(item.input(), columns)).stripTrailing() + "\n";
    }

    private static void write(JsonGenerator json, Item item, float[][] states) {
        json.writeStartArray();
        PipelineJson.write(json, states);
        json.writeEndArray();
    }

    private static void writeLine(JsonGenerator json, Item item, float[][] states) {
        json.writeStartObject();
        InputJson.write(json, item);
        json.writeName("features");
        PipelineJson.write(json, states);
        json.writeEndObject();
    }
}
