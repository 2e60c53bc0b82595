package dev.distil4j.app.conformance;

import dev.distil4j.Answer;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.SquadRecipe;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.evaluation.SquadEvaluation;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
            case Figure.SquadF1 squad -> List.of(squad(squad));
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

    private Check squad(Figure.SquadF1 figure) {
        if (data == null || Files.notExists(data.resolve(figure.file()))) {
            return Check.skipped(model, figure, "F1", figure.file(), figure.f1());
        }
        double f1 =
                new SquadEvaluation(answerer, SquadRecipe.version1(), streams)
                        .run(data.resolve(figure.file()).toFile())
                        .all()
                        .f1();
        return Check.of(model, figure, "F1", figure.file(), figure.f1(), f1);
    }
}
