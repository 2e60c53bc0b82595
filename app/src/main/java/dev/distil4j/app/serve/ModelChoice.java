package dev.distil4j.app.serve;

import dev.distil4j.ModelSource;
import dev.distil4j.app.console.Failure;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A model that is to be served.
 *
 * @param name that its routes have
 */
public record ModelChoice(String name, ModelSource source) {

    private static final Pattern NAME = Pattern.compile("[\\w.-]+(/[\\w.-]+)*");

    /** What stands behind a name in a route: a name that ends so would be two things. */
    private static final Pattern ROUTE =
            Pattern.compile(
                    "/(score|invocations|predict|embed|rerank|similarity|tokenize|v1/embeddings|infer|ready)$");

    /**
     * Understands what the user writes: a folder or a name on the hub, which may have another name
     * before it, as in {@code sentiment=models/sst2}.
     *
     * @throws Failure if no name for its routes can be made of it
     */
    public static ModelChoice of(String text) {
        int sign = text.indexOf('=');
        boolean named = sign > 0 && !isFolder(text);
        String place = named ? text.substring(sign + 1) : text;
        String name = named ? text.substring(0, sign) : nameOf(place);
        if (!NAME.matcher(name).matches() || ROUTE.matcher(name).find()) {
            throw Failure.usage(
                    "a model can't be called '%s' in a route; name it with letters and digits, and not like a route, as in --model NAME=%s"
                            .formatted(name, place));
        }
        return new ModelChoice(name, ModelSource.of(place));
    }

    /**
     * Sees to it that every name is there once.
     *
     * @throws Failure if two models have the same
     */
    public static List<ModelChoice> distinct(List<ModelChoice> models) {
        Set<String> names = new HashSet<>();
        for (ModelChoice model : models) {
            if (!names.add(model.name())) {
                throw Failure.usage(
                        "two models are called '%s'; give one another name, as in --model ALIAS=FOLDER"
                                .formatted(model.name()));
            }
        }
        return List.copyOf(models);
    }

    private static String nameOf(String place) {
        if (isFolder(place)) {
            Path last = Path.of(place).toAbsolutePath().normalize().getFileName();
            return last == null ? place : last.toString();
        }
        int revision = place.indexOf('@');
        return revision < 0 ? place : place.substring(0, revision);
    }

    private static boolean isFolder(String place) {
        try {
            return Files.isDirectory(Path.of(place));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
