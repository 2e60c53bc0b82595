package dev.distil4j.app.evaluation;

import dev.distil4j.InputException;
import dev.distil4j.QuestionAnswering;
import dev.distil4j.QuestionInput;
import dev.distil4j.SquadPrediction;
import dev.distil4j.SquadRecipe;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Progress;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.CountedStream;
import dev.distil4j.app.input.TextFile;
import dev.distil4j.loaders.DatasetException;
import dev.distil4j.loaders.SquadFile;
import dev.distil4j.loaders.SquadParagraph;
import dev.distil4j.metrics.SquadMetrics;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Takes the questions of a SQuAD file through a model, chunk by chunk as they are read. */
public final class SquadEvaluation {

    /** Questions that are computed together. */
    private static final int CHUNK = 64;

    /** A question of the data set with its paragraph. */
    private record Asked(SquadParagraph.Question question, String context) {
        QuestionInput input() {
            return new QuestionInput(question.question(), context);
        }

        List<String> answers() {
            return question.answers().stream().map(SquadParagraph.Answer::text).toList();
        }
    }

    private final QuestionAnswering model;
    private final SquadRecipe recipe;
    private final Streams streams;
    private final List<Asked> chunk = new ArrayList<>();
    private SquadMetrics metrics = SquadMetrics.NONE;

    /** Measures {@code model}; one run. */
    public SquadEvaluation(QuestionAnswering model, SquadRecipe recipe, Streams streams) {
        this.model = model;
        this.recipe = recipe;
        this.streams = streams;
    }

    /**
     * The figures over all questions of a file.
     *
     * @throws Failure if the file is no such data set, or a question can't be answered
     */
    public SquadMetrics run(File file) {
        try (Progress progress = Progress.untilDone(streams);
                CountedStream stream = new CountedStream(new TextFile(file).open())) {
            SquadFile.read(
                    stream,
                    file.getPath(),
                    paragraph -> {
                        for (SquadParagraph.Question question : paragraph.qas()) {
                            chunk.add(new Asked(question, paragraph.context()));
                            if (chunk.size() == CHUNK) {
                                compute();
                                progress.at(
                                        stream.position(), file.length(), metrics.all().total());
                            }
                        }
                    });
            compute();
        } catch (DatasetException e) {
            throw new Failure(ExitCode.DATA, Objects.requireNonNull(e.getMessage()), e);
        } catch (IOException e) {
            throw new Failure(ExitCode.NO_INPUT, "'%s' can't be closed: %s".formatted(file, e), e);
        }
        if (metrics.all().total() == 0) {
            throw new Failure(
                    ExitCode.DATA, "%s: there is no question in it".formatted(file), null);
        }
        return metrics;
    }

    private void compute() {
        List<SquadPrediction> predictions = predictions();
        for (int i = 0; i < chunk.size(); i++) {
            metrics = metrics.plus(predictions.get(i).prediction_text(), chunk.get(i).answers());
        }
        chunk.clear();
    }

    private List<SquadPrediction> predictions() {
        try {
            return model.predict(chunk.stream().map(Asked::input).toList(), recipe);
        } catch (InputException e) {
            // One of them is the culprit, and is to be named as the file names it.
            chunk.forEach(this::require);
            throw e;
        }
    }

    private void require(Asked asked) {
        try {
            model.predict(List.of(asked.input()), recipe);
        } catch (InputException e) {
            throw new Failure(
                    ExitCode.DATA,
                    "question %s: %s".formatted(asked.question().id(), e.getMessage()),
                    e);
        }
    }
}
