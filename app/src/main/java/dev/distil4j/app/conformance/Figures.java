package dev.distil4j.app.conformance;

import dev.distil4j.AggregationStrategy;
import dev.distil4j.EntityGroup;
import dev.distil4j.ScoreFunction;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Reads figures from JSON: those that come with the command line, or a user's own. */
public final class Figures {

    private Figures() {}

    /** What was published about checkpoints that everybody can download. */
    public static List<Checkpoint> published() {
        String name = "figures.json";
        try (InputStream stream = Figures.class.getResourceAsStream(name)) {
            byte[] bytes = Objects.requireNonNull(stream).readAllBytes();
            return parse(new String(bytes, StandardCharsets.UTF_8), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The figures of a file in the form of the published ones.
     *
     * @throws Failure if it can't be read or is of another form
     */
    public static List<Checkpoint> of(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.NO_INPUT, "the figures in '%s' can't be read".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw new Failure(ExitCode.DATA, Objects.requireNonNull(e.getMessage()), e);
        }
    }

    private static List<Checkpoint> parse(String text, String place) {
        return Json.parse(text, place).objects("checkpoints", "checkpoint").stream()
                .map(Figures::checkpoint)
                .toList();
    }

    private static Checkpoint checkpoint(Json json) {
        return new Checkpoint(
                json.string("model"),
                json.objects("figures", "figure").stream().map(Figures::figure).toList());
    }

    private static Figure figure(Json json) {
        String source = json.string("source");
        if (json.has("accuracy")) {
            return new Figure.Accuracy(
                    json.string("data"), json.number("accuracy"), json.number("tolerance"), source);
        }
        if (json.has("squad_f1")) {
            return new Figure.Squad(
                    json.string("data"),
                    json.has("squad_exact_match") ? json.number("squad_exact_match") : Double.NaN,
                    json.number("squad_f1"),
                    json.number("tolerance"),
                    source);
        }
        if (json.has("conll_f1")) {
            return new Figure.Conll(
                    json.string("data"), json.number("conll_f1"), json.number("tolerance"), source);
        }
        if (json.has("question")) {
            return answered(json, source);
        }
        String text = json.string("text");
        if (json.has("fill")) {
            return new Figure.Filled(text, filled(json), json.number("tolerance"), source);
        }
        if (json.has("entities")) {
            return new Figure.Entities(
                    text, strategy(json), entities(json), json.number("tolerance"), source);
        }
        if (json.has("cosine")) {
            return new Figure.Similarity(
                    text,
                    json.string("other"),
                    json.number("cosine"),
                    json.number("tolerance"),
                    source);
        }
        if (json.has("hidden")) {
            return new Figure.Hidden(text, places(json), json.number("tolerance"), source);
        }
        if (json.has("label")) {
            return new Figure.Label(text, json.string("label"), source);
        }
        return new Figure.Scores(
                text, function(json), scores(json), json.number("tolerance"), source);
    }

    private static Figure answered(Json json, String source) {
        return new Figure.Answered(
                json.string("question"),
                json.string("context"),
                json.string("answer"),
                (int) json.number("start"),
                (int) json.number("end"),
                json.number("score"),
                json.number("tolerance"),
                source);
    }

    private static List<Figure.Scored> filled(Json json) {
        return json.objects("fill", "token").stream()
                .map(
                        token ->
                                new Figure.Scored(
                                        token.string("token"),
                                        token.has("score") ? token.number("score") : Double.NaN))
                .toList();
    }

    private static List<EntityGroup> entities(Json json) {
        return json.objects("entities", "entity").stream()
                .map(
                        entity ->
                                new EntityGroup(
                                        entity.string("entity_group"),
                                        entity.number("score"),
                                        entity.string("word"),
                                        (int) entity.number("start"),
                                        (int) entity.number("end")))
                .toList();
    }

    private static AggregationStrategy strategy(Json json) {
        return named(json, "aggregation", AggregationStrategy.values());
    }

    private static ScoreFunction function(Json json) {
        return named(json, "function", ScoreFunction.values());
    }

    private static <E extends Enum<E>> E named(Json json, String field, E[] values) {
        String name = json.string(field);
        List<String> names = new ArrayList<>();
        for (E value : values) {
            names.add(value.name().toLowerCase(Locale.ROOT));
        }
        if (!names.contains(name)) {
            throw new IllegalArgumentException(
                    "%s: the %s '%s' is none of %s"
                            .formatted(json.place(), field, name, String.join(", ", names)));
        }
        return values[names.indexOf(name)];
    }

    private static Map<String, Double> scores(Json json) {
        return numbers(json.object("scores"));
    }

    private static Map<String, Double> places(Json json) {
        Map<String, Double> values = numbers(json.object("hidden"));
        for (String place : values.keySet()) {
            if (!place.matches("[0-9]{1,6},[0-9]{1,6}")) {
                throw new IllegalArgumentException(
                        "%s: '%s' is no place in hidden states, such as '1,3'"
                                .formatted(json.place(), place));
            }
        }
        return values;
    }

    private static Map<String, Double> numbers(Json json) {
        Map<String, Double> byName = new TreeMap<>();
        json.fields().keySet().forEach(name -> byName.put(name, json.number(name)));
        return byName;
    }
}
