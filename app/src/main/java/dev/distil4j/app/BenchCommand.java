package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelInfo;
import dev.distil4j.Options;
import dev.distil4j.TextClassifier;
import dev.distil4j.app.bench.Bench;
import dev.distil4j.app.bench.Measurement;
import dev.distil4j.app.bench.Report;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;

/** {@code distil bench}. */
@Command(
        name = "bench",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Measure how fast Distil4J is here, in about two minutes.",
        footer = {
            "",
            "Lines of the product and of the encoder are held against the peak: what as many",
            "threads reached that only multiply and add, just before or just after, the larger of",
            "the two. The product and the encoder have the shape of distilbert-base and weights",
            "from a seed; the tokenizer and the texts, also from a seed, are those of the model.",
            "",
            "Examples:",
            "  distil bench",
            "  distil bench --threads 1 --json > this-machine.json"
        })
final class BenchCommand implements Runnable {

    private final Streams streams;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "Measure each line for so long; without it, 5 seconds.")
    private double seconds = 5;

    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.CLASSIFY);
    @Mixin private final EngineOptions engine = new EngineOptions();

    BenchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        if (!(seconds > 0 && seconds <= 3600)) {
            throw Failure.usage("--seconds needs a number above 0 and up to 3600");
        }
        Options options = engine.apply(Options.defaults().truncation(Truncation.LONGEST_FIRST));
        List<Measurement> results = new ArrayList<>();
        try (TextClassifier classifier =
                model.open(Distil4J::textClassification, options, streams)) {
            WordPieceTokenizer tokenizer = model.open(Distil4J::tokenizer, options, streams);
            ModelInfo info = classifier.info();
            try (Backend backend =
                    Backends.named(info.backend(), options.threads(), info.precision()).backend()) {
                Bench bench =
                        new Bench(
                                backend,
                                info.precision(),
                                seconds,
                                result -> tell(results, result));
                bench.peak();
                bench.product();
                bench.encoder();
                bench.tokenizer(tokenizer);
                bench.endToEnd(classifier, tokenizer);
            }
            Report report = new Report(info, results);
            streams.out().write(json ? report.json() : report.table());
        }
    }

    /** Each line at once on standard error, so that nobody wonders for two minutes. */
    private void tell(List<Measurement> results, Measurement result) {
        results.add(result);
        streams.tell("%s, %s: %s".formatted(result.group(), result.name(), Report.value(result)));
    }
}
