package dev.distil4j.bench.model;

import dev.distil4j.loaders.SafetensorsWriter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Supplier;

/** A model's folder in Hugging Face's layout, which is written where it is not there yet. */
final class SeededFolder {

    private SeededFolder() {}

    /** The file of the weights. */
    static Path checkpoint(Path folder) {
        return folder.resolve("model.safetensors");
    }

    /**
     * Writes the model unless its weights are there; they come last.
     *
     * @param vocabulary a folder of {@code DISTIL4J_DATA/vocab}
     * @param config what {@code config.json} says
     * @param weights asked for only if they are needed
     * @throws IllegalStateException if {@code DISTIL4J_DATA} is needed and not set
     */
    static void prepare(
            Path folder, String vocabulary, String config, Supplier<SafetensorsWriter> weights) {
        if (Files.exists(checkpoint(folder))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path tokenizer = TestData.folder().resolve("vocab").resolve(vocabulary);
            for (String name : List.of("vocab.txt", "tokenizer.json", "tokenizer_config.json")) {
                Files.copy(
                        tokenizer.resolve(name),
                        folder.resolve(name),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        prepare(folder, config, weights);
    }

    /** Writes the model without a tokenizer, which suffices for ids, unless its weights are there. */
    static void prepare(Path folder, String config, Supplier<SafetensorsWriter> weights) {
        if (Files.exists(checkpoint(folder))) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("config.json"), config);
            weights.get().write(checkpoint(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
