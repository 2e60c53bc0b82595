package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.InputException;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextInput;
import dev.distil4j.ZeroShotClassification;
import dev.distil4j.ZeroShotClassifier;
import dev.distil4j.ZeroShotOptions;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.input.LongTexts;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.Format;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.output.PipelineJson;
import dev.distil4j.tokenizer.Truncation;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** {@code distil zero-shot}. */
@Command(
        name = "zero-shot",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Put texts into classes of your own, without training.",
        footer = {
            "",
            "A model of natural language inference judges for each label whether the hypothesis",
            "\"This example is LABEL.\" follows from the text.",
            "",
            "--json is what the pipeline of transformers returns: {\"sequence\", \"labels\",",
            "\"scores\"}, best label first; for several texts a list of those.",
            "",
            "Examples:",
            "  distil zero-shot --labels \"travel, cooking, dancing\" \"One day I will see Rome\"",
            "  distil zero-shot --label urgent --multi-label --file mails.txt --jsonl",
            "  distil zero-shot --labels yes,no --hypothesis-template \"It is a {} review.\" <"
                    + " in.txt"
        })
final class ZeroShotCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final OutputOptions output = new OutputOptions();

    @Option(
            names = {"-l", "--labels"},
            paramLabel = "LABELS",
            split = ",",
            splitSynopsisLabel = ",",
            description = "The candidate labels, with commas between them.")
    private final List<String> separated = new ArrayList<>();

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "One candidate label, with whatever commas it has; may be repeated.")
    private final List<String> single = new ArrayList<>();

    @Option(
            names = "--multi-label",
            description = "Judge each label on its own, so that several may fit.")
    private boolean multi_label;

    @Option(
            names = "--hypothesis-template",
            paramLabel = "SENTENCE",
            description = "What is claimed of the text, {} standing for the label.")
    private String hypothesis_template = ZeroShotOptions.defaults().hypothesis_template();

    @Mixin private final LongTexts longTexts = new LongTexts();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.ZERO_SHOT);
    @Mixin private final EngineOptions engine = new EngineOptions();

    ZeroShotCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        List<String> labels = labels();
        ZeroShotOptions wanted = wanted();
        Options options = engine.apply(Options.defaults().truncation(truncation()));
        try (Inputs inputs = input.open(streams);
                ZeroShotClassifier classifier =
                        model.open(Distil4J::zeroShotClassification, options, streams)) {
            new BatchRun<>(
                            texts ->
                                    classifier.classify(
                                            texts.stream().map(TextInput::text).toList(),
                                            labels,
                                            wanted),
                            format(labels),
                            streams)
                    .warmedUpBy(classifier::warmUp)
                    .run(inputs);
        }
    }

    private List<String> labels() {
        List<String> labels =
                new ArrayList<>(
                        separated.stream()
                                .map(String::strip)
                                .filter(label -> !label.isEmpty())
                                .toList());
        labels.addAll(single);
        if (labels.isEmpty()) {
            throw Failure.usage("name the candidate labels: --labels travel,cooking");
        }
        return labels;
    }

    private ZeroShotOptions wanted() {
        try {
            return new ZeroShotOptions(hypothesis_template, multi_label);
        } catch (InputException e) {
            throw Failure.usage(Objects.requireNonNull(e.getMessage()));
        }
    }

    /** The text only: the hypothesis must stay whole. */
    private Truncation truncation() {
        return longTexts.areCut() ? Truncation.ONLY_FIRST : Truncation.ERROR;
    }

    private Format<ZeroShotClassification> format(List<String> labels) {
        ClassificationTable table = new ClassificationTable(labels, true, streams.terminal());
        return output.format(
                input.isSingle(),
                (item, result) -> table.result(item, scores(result)),
                ZeroShotCommand::write,
                ZeroShotCommand::write);
    }

    private static List<Score> scores(ZeroShotClassification result) {
        return IntStream.range(0, result.labels().size())
                .mapToObj(i -> new Score(result.labels().get(i), result.scores().get(i)))
                .toList();
    }

    private static void write(JsonGenerator json, Item item, ZeroShotClassification result) {
        PipelineJson.write(json, result);
    }
}
