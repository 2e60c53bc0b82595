package dev.distil4j.app;

import dev.distil4j.ModelSource;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** The option that names a model. */
final class ModelOptions {

    @Option(
            names = {"-m", "--model"},
            paramLabel = "FOLDER",
            description = {
                "A model in Hugging Face's layout (config.json, vocab.txt,",
                "model.safetensors). Without it: a small English sentiment model",
                "that comes with Distil4J."
            })
    private @Nullable String folder;

    ModelSource source() {
        return folder == null ? ModelSource.embedded() : new ModelSource.Folder(folder);
    }
}
