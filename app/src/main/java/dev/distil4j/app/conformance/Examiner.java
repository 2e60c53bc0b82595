package dev.distil4j.app.conformance;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.app.console.Streams;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Computes the figures of checkpoints again: opens a checkpoint for each task that it has figures
 * of, one after the other.
 */
public final class Examiner {

    private final Options options;
    private final @Nullable Path data;
    private final Streams streams;

    /**
     * An examiner.
     *
     * @param options for every checkpoint
     * @param data the folder of data sets, or null: what needs one is skipped
     * @param streams where progress shows
     */
    public Examiner(Options options, @Nullable Path data, Streams streams) {
        this.options = options;
        this.data = data;
        this.streams = streams;
    }

    /**
     * The checks of all figures of a checkpoint.
     *
     * @param source where it comes from
     * @throws dev.distil4j.ModelException if it can't be had or used
     */
    public List<Check> examine(Checkpoint checkpoint, ModelSource source) {
        String model = checkpoint.model();
        List<Check> checks = new ArrayList<>();
        List<Figure> figures = checkpoint.figures();
        List<Figure.OfClassifier> classified = of(Figure.OfClassifier.class, figures);
        if (!classified.isEmpty()) {
            try (var classifier = Distil4J.textClassification(source, options)) {
                add(new ClassifierExamination(model, classifier, data)::checks, classified, checks);
            }
        }
        List<Figure.Hidden> hidden = of(Figure.Hidden.class, figures);
        if (!hidden.isEmpty()) {
            try (var extractor = Distil4J.featureExtraction(source, options)) {
                add(new HiddenExamination(model, extractor)::checks, hidden, checks);
            }
        }
        List<Figure.Filled> filled = of(Figure.Filled.class, figures);
        if (!filled.isEmpty()) {
            try (var filler = Distil4J.fillMask(source, options)) {
                add(new FillExamination(model, filler)::checks, filled, checks);
            }
        }
        List<Figure.OfAnswerer> answered = of(Figure.OfAnswerer.class, figures);
        if (!answered.isEmpty()) {
            try (var answerer = Distil4J.questionAnswering(source, options)) {
                var examination = new AnswerExamination(model, answerer, data, streams);
                add(examination::checks, answered, checks);
            }
        }
        List<Figure.OfTagger> tagged = of(Figure.OfTagger.class, figures);
        if (!tagged.isEmpty()) {
            try (var tagger = Distil4J.tokenClassification(source, options)) {
                var examination = new TagExamination(model, tagger, data, streams);
                add(examination::checks, tagged, checks);
            }
        }
        List<Figure.Similarity> compared = of(Figure.Similarity.class, figures);
        if (!compared.isEmpty()) {
            try (var embedder = Distil4J.sentenceEmbedding(source, options)) {
                var examination = new EmbedExamination(model, embedder);
                compared.forEach(figure -> checks.add(examination.check(figure)));
            }
        }
        return checks;
    }

    private static <F> List<F> of(Class<F> kind, List<Figure> figures) {
        return figures.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <F> void add(
            Function<F, List<Check>> examination, List<F> figures, List<Check> checks) {
        figures.forEach(figure -> checks.addAll(examination.apply(figure)));
    }
}
