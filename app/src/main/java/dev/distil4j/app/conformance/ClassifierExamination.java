package dev.distil4j.app.conformance;

import dev.distil4j.ClassificationOptions;
import dev.distil4j.Score;
import dev.distil4j.ScoreFunction;
import dev.distil4j.TextClassifier;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Computes the figures of a classifier again.
 *
 * @param model name of the checkpoint
 * @param classifier the checkpoint
 * @param data the folder of data sets, or null
 */
record ClassifierExamination(String model, TextClassifier classifier, @Nullable Path data) {

    private static final int CHUNK = 256;

    /**
     * The checks of a figure.
     *
     * @throws Failure if a data set can't be read
     */
    List<Check> checks(Figure.OfClassifier figure) {
        return switch (figure) {
            case Figure.Scores scores -> scores(scores);
            case Figure.Label label -> List.of(label(label));
            case Figure.Accuracy accuracy -> List.of(accuracy(accuracy));
        };
    }

    private List<Check> scores(Figure.Scores figure) {
        String what = figure.function() == ScoreFunction.NONE ? "logit" : "score";
        Map<String, Double> scores =
                classify(figure.text(), figure.function()).stream()
                        .collect(Collectors.toMap(Score::label, Score::score));
        List<Check> checks = new ArrayList<>();
        figure.scores()
                .forEach(
                        (label, expected) -> {
                            double got = scores.getOrDefault(label, Double.NaN);
                            checks.add(
                                    Check.of(
                                            model,
                                            figure,
                                            what + " " + label,
                                            figure.text(),
                                            expected,
                                            got));
                        });
        return checks;
    }

    private Check label(Figure.Label figure) {
        String got = classify(figure.text(), ScoreFunction.NONE).getFirst().label();
        return Check.equal(model, figure, "label", figure.text(), figure.label(), got);
    }

    private List<Score> classify(String text, ScoreFunction function) {
        ClassificationOptions all = new ClassificationOptions(ClassificationOptions.ALL, function);
        return classifier.classify(List.of(TextInput.of(text)), all).getFirst();
    }

    private Check accuracy(Figure.Accuracy figure) {
        if (data == null || Files.notExists(data.resolve(figure.file()))) {
            return Check.skipped(model, figure, "accuracy", figure.file(), figure.accuracy());
        }
        List<String> rows = rows(data.resolve(figure.file()));
        double right = 0;
        for (int from = 0; from < rows.size(); from += CHUNK) {
            right += right(rows.subList(from, Math.min(from + CHUNK, rows.size())), figure.file());
        }
        return Check.of(
                model, figure, "accuracy", figure.file(), figure.accuracy(), right / rows.size());
    }

    private static List<String> rows(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() < 2) {
                throw new Failure(ExitCode.DATA, "'%s' has no rows".formatted(file), null);
            }
            return lines.subList(1, lines.size());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT,
                    "the data set '%s' can't be read; --data is the folder it is in"
                            .formatted(file),
                    e);
        }
    }

    private long right(List<String> rows, String file) {
        List<String> texts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (String row : rows) {
            int tab = row.lastIndexOf('\t');
            texts.add(row.substring(0, Math.max(tab, 0)));
            labels.add(label(row.substring(tab + 1), file));
        }
        List<List<Score>> results = classifier.classifyAll(texts);
        long right = 0;
        for (int i = 0; i < labels.size(); i++) {
            right += results.get(i).getFirst().label().equals(labels.get(i)) ? 1 : 0;
        }
        return right;
    }

    private String label(String number, String file) {
        List<String> labels = classifier.info().labels();
        if (!number.matches("[0-9]{1,9}") || Integer.parseInt(number) >= labels.size()) {
            throw new Failure(
                    ExitCode.DATA,
                    "%s: '%s' is not the number of a label, 0 to %d, behind a tab"
                            .formatted(file, number, labels.size() - 1),
                    null);
        }
        return labels.get(Integer.parseInt(number));
    }
}
