package dev.distil4j.app.conformance;

import dev.distil4j.Answer;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.SquadRecipe;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.evaluation.SquadEvaluation;
import dev.distil4j.metrics.SquadMetrics.Sums;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Answers questions again.
 *
 * @param model name of the checkpoint
 * @param answerer the checkpoint
 * @param data the folder of data sets, or null
 * @param streams where the progress over a data set shows
 */
record AnswerExamination(
        String model, QuestionAnswering answerer, @Nullable Path data, Streams streams) {

    /** The checks of a figure. */
    List<Check> checks(Figure.OfAnswerer figure) {
        return switch (figure) {
            case Figure.Answered answered -> answered(answered);
            case Figure.Squad squad -> squad(squad);
        };
    }

    private List<Check> answered(Figure.Answered figure) {
        String context = figure.context();
        Answer got = answerer.answer(figure.question(), context);
        return List.of(
                Check.equal(
                        model, figure, "answer", figure.question(), figure.answer(), got.answer()),
                Check.equal(
                        model,
                        figure,
                        "start",
                        figure.question(),
                        figure.start(),
                        context.codePointCount(0, got.start())),
                Check.equal(
                        model,
                        figure,
                        "end",
                        figure.question(),
                        figure.end(),
                        context.codePointCount(0, got.end())),
                Check.of(model, figure, "score", figure.question(), figure.score(), got.score()));
    }

    private List<Check> squad(Figure.Squad figure) {
        Optional<Sums> sums = sums(figure.file());
        List<Check> checks = new ArrayList<>();
        if (!Double.isNaN(figure.exact_match())) {
            checks.add(check(figure, "exact match", figure.exact_match(), sums.map(Sums::exact)));
        }
        checks.add(check(figure, "F1", figure.f1(), sums.map(Sums::f1)));
        return checks;
    }

    private Optional<Sums> sums(String file) {
        if (data == null || Files.notExists(data.resolve(file))) {
            return Optional.empty();
        }
        var evaluation = new SquadEvaluation(answerer, SquadRecipe.version1(), streams);
        return Optional.of(evaluation.run(data.resolve(file).toFile()).all());
    }

    private Check check(Figure.Squad figure, String what, double expected, Optional<Double> got) {
        return got.map(value -> Check.of(model, figure, what, figure.file(), expected, value))
                .orElseGet(() -> Check.skipped(model, figure, what, figure.file(), expected));
    }
}
