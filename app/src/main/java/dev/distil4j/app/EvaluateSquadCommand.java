package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.InputException;
import dev.distil4j.Options;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.SquadRecipe;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.evaluation.SquadEvaluation;
import dev.distil4j.app.evaluation.SquadFigures;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.JsonText;
import dev.distil4j.metrics.SquadMetrics;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.util.Objects;

/** {@code distil evaluate squad}. */
@Command(
        name = "squad",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Exact match and F1 of answers on SQuAD 1.1 or 2.0.",
        footer = {
            "",
            "Answers are found by the recipe that published figures come from (run_qa.py of",
            "transformers), which is not that of 'distil answer'; the figures are percentages.",
            "",
            "Examples:",
            "  distil evaluate squad dev-v1.1.json",
            "  distil evaluate squad --version-2 --json --model my-model dev-v2.0.json"
        })
final class EvaluateSquadCommand implements Runnable {

    private static final SquadRecipe USUAL = SquadRecipe.version1();

    private final Streams streams;

    @Parameters(paramLabel = "FILE", description = "The data set, in the JSON of SQuAD.")
    private @Nullable File file;

    @Option(names = "--json", description = "Write a JSON object, with the reference's names.")
    private boolean json;

    @Option(
            names = "--version-2",
            description = "A question may have no answer (version_2_with_negative).")
    private boolean version2;

    @Option(
            names = "--null-threshold",
            paramLabel = "X",
            description = {
                "With --version-2, there is no answer where the logits speak for",
                "that by more than X; without it, 0."
            })
    private double null_threshold = USUAL.null_score_diff_threshold();

    @Option(
            names = "--n-best",
            paramLabel = "N",
            description = "Look at the N best begins, ends and answers; without it, 20.")
    private int n_best = USUAL.n_best_size();

    @Option(
            names = "--max-answer-len",
            paramLabel = "N",
            description = "An answer has at most N tokens; without it, 30.")
    private int max_answer_len = USUAL.max_answer_length();

    @Option(
            names = "--max-seq-len",
            paramLabel = "N",
            description = "A window has at most N tokens; without it, 384.")
    private int max_seq_len = USUAL.max_seq_length();

    @Option(
            names = "--doc-stride",
            paramLabel = "N",
            description = "A window repeats N tokens of the one before; without it, 128.")
    private int doc_stride = USUAL.doc_stride();

    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.ANSWER);
    @Mixin private final EngineOptions engine = new EngineOptions();

    EvaluateSquadCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        SquadRecipe recipe = recipe();
        Options options = engine.apply(Options.defaults());
        try (QuestionAnswering answerer =
                model.open(Distil4J::questionAnswering, options, streams)) {
            SquadMetrics metrics =
                    new SquadEvaluation(answerer, recipe, streams)
                            .run(Objects.requireNonNull(file));
            SquadFigures figures = new SquadFigures(metrics, version2);
            streams.out().write(json ? new JsonText().of(figures::write) + "\n" : figures.table());
        }
    }

    private SquadRecipe recipe() {
        try {
            return new SquadRecipe(
                    n_best, max_answer_len, doc_stride, max_seq_len, version2, null_threshold);
        } catch (InputException e) {
            throw Failure.usage(Objects.requireNonNull(e.getMessage()));
        }
    }
}
