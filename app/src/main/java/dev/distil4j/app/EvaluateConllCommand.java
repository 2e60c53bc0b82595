package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.Options;
import dev.distil4j.TokenTagger;
import dev.distil4j.app.console.EnumNames;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.evaluation.ConllEvaluation;
import dev.distil4j.app.evaluation.SpanFigures;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.metrics.SpanScheme;
import dev.distil4j.tokenizer.Truncation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.util.Objects;

/** {@code distil evaluate conll}. */
@Command(
        name = "conll",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Precision, recall and F1 of entities in labelled words, as in CoNLL-2003.",
        footer = {
            "",
            "A word has the label of its first token, and an entity is right if its type and both",
            "ends are: the figures are those of seqeval, in percent; with --json, which has the",
            "names of its metric, from 0 to 1.",
            "",
            "Examples:",
            "  distil evaluate conll valid.txt",
            "  distil evaluate conll --label-column 4 --scheme strict-iob2 --json eng.testa"
        })
final class EvaluateConllCommand implements Runnable {

    private final Streams streams;

    @Parameters(
            paramLabel = "FILE",
            description = {
                "The data set: a word a line with its label, which spaces or",
                "tabs part; an empty line behind each sentence."
            })
    private @Nullable File file;

    @Option(names = "--json", description = "Write a JSON object, with the reference's names.")
    private boolean json;

    @Option(
            names = "--label-column",
            paramLabel = "N",
            description = "The labels stand in column N, the word in 1; without it, in 2.")
    private int labelColumn = 2;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            converter = SchemeNames.class,
            completionCandidates = SchemeNames.class,
            description = {
                "How labels make entities: conlleval, where an I- may begin one,",
                "or strict-iob2; without it, conlleval."
            })
    private SpanScheme scheme = SpanScheme.CONLLEVAL;

    /** The names of schemes. */
    static final class SchemeNames extends EnumNames<SpanScheme> {
        SchemeNames() {
            super(SpanScheme.values());
        }
    }

    @Option(
            names = "--truncate",
            description = {
                "Cut sentences that are too long for the model, and take what is",
                "cut for O; else they are an error."
            })
    private boolean truncate;

    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.TAG);
    @Mixin private final EngineOptions engine = new EngineOptions();

    EvaluateConllCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        if (labelColumn < 2) {
            throw Failure.usage("--label-column needs 2 or more, not " + labelColumn);
        }
        Truncation truncation = truncate ? Truncation.LONGEST_FIRST : Truncation.ERROR;
        Options options = engine.apply(Options.defaults().truncation(truncation));
        try (TokenTagger tagger = model.open(Distil4J::tokenClassification, options, streams)) {
            SpanFigures figures =
                    new SpanFigures(
                            new ConllEvaluation(tagger, scheme, streams)
                                    .run(Objects.requireNonNull(file), labelColumn));
            streams.out().write(json ? new JsonText().of(figures::write) + "\n" : figures.table());
        }
    }
}
