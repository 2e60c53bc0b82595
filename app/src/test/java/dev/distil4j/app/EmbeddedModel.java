package dev.distil4j.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The model that comes with the project, as a folder. */
final class EmbeddedModel {

    static final List<String> FILES =
            List.of("config.json", "model.safetensors", "tokenizer_config.json", "vocab.txt");

    private static final String PLACE = "/dev/distil4j/embedded/sst2-small/";

    private EmbeddedModel() {}

    static byte[] file(String name) throws IOException {
        try (InputStream stream = EmbeddedModel.class.getResourceAsStream(PLACE + name)) {
            return Objects.requireNonNull(stream).readAllBytes();
        }
    }

    static Path copyTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (String name : FILES) {
            Files.write(folder.resolve(name), file(name));
        }
        return folder;
    }
}
