package dev.distil4j.app.conformance;

import dev.distil4j.ScoreFunction;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
        String text = json.string("text");
        if (json.has("hidden")) {
            return new Figure.Hidden(text, places(json), json.number("tolerance"), source);
        }
        if (json.has("label")) {
            return new Figure.Label(text, json.string("label"), source);
        }
        return new Figure.Scores(
                text, function(json), scores(json), json.number("tolerance"), source);
    }

    private static ScoreFunction function(Json json) {
        String name = json.string("function");
        for (ScoreFunction function : ScoreFunction.values()) {
            if (function.name().toLowerCase(Locale.ROOT).equals(name)) {
                return function;
            }
        }
        throw new IllegalArgumentException(
                "%s: the function '%s' is none of softmax, sigmoid and none"
                        .formatted(json.place(), name));
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
