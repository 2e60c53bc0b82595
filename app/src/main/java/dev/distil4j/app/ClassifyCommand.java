package dev.distil4j.app;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Distil4J;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextClassifier;
import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.input.PairOptions;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** {@code distil classify}. */
@Command(
        name = "classify",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Put texts into classes: sentiment, topic, entailment.",
        footer = {
            "",
            "--json is what the pipeline of transformers returns: for the one TEXT a list of",
            "{\"label\", \"score\"}; for several, for a file and for standard input a list with",
            "the best label of each text or, with --top-k, with the list of its labels.",
            "",
            "Examples:",
            "  distil classify \"A gripping, funny film\"",
            "  distil classify --top-k all --json \"A gripping, funny film\"",
            "  distil classify --file reviews.txt --jsonl > sentiments.jsonl",
            "  distil classify --model my-nli-model --pair \"Someone sleeps.\" \"A man naps.\""
        })
final class ClassifyCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final PairOptions pairs = new PairOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-k", "--top-k"},
            paramLabel = "N",
            converter = TopK.class,
            description = "Report the N best labels, or 'all'; without it, the best one.")
    private @Nullable Integer top_k;

    @Option(
            names = "--function",
            paramLabel = "FUNCTION",
            converter = FunctionNames.class,
            completionCandidates = FunctionNames.class,
            description = {
                "How logits become scores: softmax, sigmoid or none;",
                "without it, as the model's configuration says."
            })
    private @Nullable ScoreFunction function;

    /** The names of functions. */
    static final class FunctionNames extends EnumNames<ScoreFunction> {
        FunctionNames() {
            super(ScoreFunction.values());
        }
    }

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.CLASSIFY);
    @Mixin private final EngineOptions engine = new EngineOptions();

    ClassifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        Options options = engine.apply(Options.defaults().truncation(longTexts.truncation()));
        try (Inputs inputs = input.open(streams, pairs);
                TextClassifier classifier =
                        model.open(Distil4J::textClassification, options, streams)) {
            ClassificationOptions wanted =
                    new ClassificationOptions(top_k == null ? 1 : top_k, function);
            new BatchRun<>(texts -> classifier.classify(texts, wanted), format(classifier), streams)
                    .warmedUpBy(classifier::warmUp)
                    .run(inputs);
        }
    }

    private Format<List<Score>> format(TextClassifier classifier) {
        boolean list = input.isSingle() || top_k != null;
        return output.format(
                input.isSingle(),
                new ClassificationTable(
                        classifier.info().labels(), top_k != null, streams.terminal()),
                list ? ClassifyCommand::writeScores : ClassifyCommand::writeBest,
                top_k == null ? ClassifyCommand::writeLine : ClassifyCommand::writeLineOfScores);
    }

    private static void writeScores(JsonGenerator json, Item item, List<Score> scores) {
        PipelineJson.writeScores(json, scores);
    }

    private static void writeBest(JsonGenerator json, Item item, List<Score> scores) {
        PipelineJson.write(json, scores.getFirst());
    }

    private static void writeLine(JsonGenerator json, Item item, List<Score> scores) {
        json.writeStartObject();
        InputJson.write(json, item);
        PipelineJson.writeFields(json, scores.getFirst());
        json.writeEndObject();
    }

    private static void writeLineOfScores(JsonGenerator json, Item item, List<Score> scores) {
        json.writeStartObject();
        InputJson.write(json, item);
        json.writeName("scores");
        PipelineJson.writeScores(json, scores);
        json.writeEndObject();
    }
}
