package dev.distil4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;

/** Files that are not part of the project; a test that needs them fails without them. */
public final class TestData {

    private static final String FOLDER = "DISTIL4J_DATA";

    private TestData() {}

    /** A file or folder below the folder that the environment names. */
    public static Path path(String name) {
        String folder = System.getenv(FOLDER);
        assertThat(folder).as("the environment variable %s names the data", FOLDER).isNotNull();
        Path path = Path.of(folder, name);
        assertThat(path).exists();
        return path;
    }

    /** A JSON file. */
    public static JsonNode json(String name) {
        return JsonMapper.shared().readTree(path(name));
    }
}
