package dev.distil4j.app.serve.protocol;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a body of a dialect becomes, and what becomes of results.
 *
 * @param file that it stands in, with the row of the documentation that it is an example of
 */
record Golden(JsonNode file, JsonNode example) {

    private static final Path FOLDER =
            Path.of("src/test/resources/dev/distil4j/app/serve/protocol");

    /** All examples of all rows. */
    static List<Golden> all() {
        return rows().stream()
                .flatMap(file -> file.get("cases").valueStream().map(one -> new Golden(file, one)))
                .toList();
    }

    /** The rows of the documentation. */
    static List<JsonNode> rows() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .filter(file -> !file.endsWith("refusals.json"))
                    .map(file -> JsonMapper.shared().readTree(file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bodies that are refused, with their sentences. */
    static JsonNode refusals() {
        return JsonMapper.shared().readTree(FOLDER.resolve("refusals.json"));
    }

    Dialect dialect() {
        Dialect dialect = dialect(file.get("dialect").stringValue());
        JsonNode client = example.get("user_agent");
        return client == null ? dialect : dialect.spokenBy(client.stringValue());
    }

    static Dialect dialect(String name) {
        return switch (name) {
            case "SCORE" -> Dialects.SCORE;
            case "INVOCATIONS" -> Dialects.INVOCATIONS;
            case "INFERENCE" -> Dialects.INFERENCE;
            case "PREDICT" -> Dialects.PREDICT;
            case "EMBED" -> Dialects.EMBED;
            case "RERANK" -> Dialects.RERANK;
            case "SIMILARITY" -> Dialects.SIMILARITY;
            case "OPENAI_EMBEDDINGS" -> Dialects.OPENAI_EMBEDDINGS;
            case "OPEN_INFERENCE" -> Dialects.OPEN_INFERENCE;
            default -> throw new IllegalArgumentException(name);
        };
    }

    String model() {
        return example.get("model").stringValue();
    }

    JsonNode body() {
        return example.get("body");
    }

    @Override
    public String toString() {
        return "%s %s: %s"
                .formatted(
                        file.get("route").stringValue(),
                        file.get("body").stringValue(),
                        example.get("name").stringValue());
    }
}
