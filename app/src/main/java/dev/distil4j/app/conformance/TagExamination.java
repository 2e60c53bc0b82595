package dev.distil4j.app.conformance;

import dev.distil4j.EntityGroup;
import dev.distil4j.GroupingOptions;
import dev.distil4j.TaggerInput;
import dev.distil4j.TokenTagger;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.evaluation.ConllEvaluation;
import dev.distil4j.metrics.SpanScheme;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds entities again.
 *
 * @param model name of the checkpoint
 * @param tagger the checkpoint
 * @param data the folder of data sets, or null
 * @param streams where the progress over a data set shows
 */
record TagExamination(String model, TokenTagger tagger, @Nullable Path data, Streams streams) {

    private static final int LABEL_COLUMN = 2;

    /** The checks of a figure. */
    List<Check> checks(Figure.OfTagger figure) {
        return switch (figure) {
            case Figure.Entities entities -> entities(entities);
            case Figure.Conll conll -> List.of(conll(conll));
        };
    }

    private Check conll(Figure.Conll figure) {
        if (data == null || Files.notExists(data.resolve(figure.file()))) {
            return Check.skipped(model, figure, "F1", figure.file(), figure.f1());
        }
        double f1 =
                new ConllEvaluation(tagger, SpanScheme.CONLLEVAL, streams)
                        .run(data.resolve(figure.file()).toFile(), LABEL_COLUMN)
                        .all()
                        .f1();
        return Check.of(model, figure, "F1", figure.file(), figure.f1(), f1);
    }

    /** For each entity a check of what it is and where, and one of its score; and of their number. */
    private List<Check> entities(Figure.Entities figure) {
        String text = figure.text();
        List<EntityGroup> found =
                tagger.entities(
                                List.of(TaggerInput.of(text)),
                                GroupingOptions.defaults().aggregationStrategy(figure.strategy()))
                        .getFirst();
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < figure.entities().size(); i++) {
            EntityGroup expected = figure.entities().get(i);
            String what = "entity " + (i + 1);
            String got = i < found.size() ? shown(found.get(i), text) : "none";
            checks.add(Check.equal(model, figure, what, text, shown(expected), got));
            double score = i < found.size() ? found.get(i).score() : Double.NaN;
            checks.add(
                    Check.of(model, figure, "score of " + (i + 1), text, expected.score(), score));
        }
        checks.add(
                Check.equal(
                        model, figure, "entities", text, figure.entities().size(), found.size()));
        return checks;
    }

    private static String shown(EntityGroup entity, String text) {
        return shown(
                new EntityGroup(
                        entity.entity_group(),
                        entity.score(),
                        entity.word(),
                        text.codePointCount(0, entity.start()),
                        text.codePointCount(0, entity.end())));
    }

    /** What it is, what it says and where, in code points. */
    private static String shown(EntityGroup entity) {
        return "%s %s %d-%d"
                .formatted(entity.entity_group(), entity.word(), entity.start(), entity.end());
    }
}
