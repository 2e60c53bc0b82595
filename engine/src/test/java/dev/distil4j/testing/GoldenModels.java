package dev.distil4j.testing;

import dev.distil4j.TextInput;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The seeded models of a golden of pipelines, which its {@code models} lists by name.
 *
 * @param golden the golden
 */
public record GoldenModels(JsonNode golden) {

    /** The vocabulary that is part of the project. */
    private static final String SMALL = "small-odd";

    /** The golden of that file name. */
    public static GoldenModels of(String name) {
        return new GoldenModels(Golden.read(name));
    }

    /** The names of the models over the vocabulary that is part of the project. */
    public List<String> small() {
        return names(true);
    }

    /** The names of the models over real vocabularies, for tests that have the data. */
    public List<String> real() {
        return names(false);
    }

    private List<String> names(boolean small) {
        Collection<String> names = golden.get("models").propertyNames();
        return names.stream().filter(name -> isSmall(name) == small).toList();
    }

    /** The cases of a model. */
    public List<JsonNode> cases(String model) {
        return golden.get("cases")
                .valueStream()
                .filter(entry -> entry.get("model").asString().equals(model))
                .toList();
    }

    /** The text of a case, or its pair of texts. */
    public static TextInput input(JsonNode entry) {
        JsonNode input = entry.get("input");
        return input.isObject()
                ? TextInput.pair(input.get("text").asString(), input.get("text_pair").asString())
                : TextInput.of(input.asString());
    }

    /** Writes a model. */
    public Path write(String model, Path folder) {
        JsonNode entry = golden.get("models").get(model);
        Path vocabulary =
                isSmall(model)
                        ? Golden.folder(SMALL)
                        : TestData.path("vocab/" + entry.get("vocabulary").asString());
        return SeededCheckpoint.of(entry.get("checkpoint")).write(folder, vocabulary);
    }

    private boolean isSmall(String model) {
        return golden.get("models").get(model).get("vocabulary").asString().equals(SMALL);
    }
}
