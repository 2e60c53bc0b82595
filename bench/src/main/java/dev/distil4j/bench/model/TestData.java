package dev.distil4j.bench.model;

import java.nio.file.Path;

/** Where the vocabularies and data sets lie that are not part of the project. */
public final class TestData {

    private TestData() {}

    /**
     * The folder that the environment variable {@code DISTIL4J_DATA} names.
     *
     * @throws IllegalStateException if it is not set
     */
    public static Path folder() {
        String folder = System.getenv("DISTIL4J_DATA");
        if (folder == null) {
            throw new IllegalStateException(
                    "the environment variable DISTIL4J_DATA is not set; let it name the folder with"
                            + " vocabularies and data sets that bench/README.md describes");
        }
        return Path.of(folder);
    }
}
