package dev.distil4j;

import java.io.Serializable;
import java.nio.file.Path;

/** Where a model comes from. */
public sealed interface ModelSource extends Serializable {

    /**
     * A folder in Hugging Face's layout: {@code config.json}, {@code model.safetensors}, {@code
     * vocab.txt} and, where there is one, {@code tokenizer_config.json}.
     *
     * @param path the folder's path, as a string since paths can't be serialised
     */
    record Folder(String path) implements ModelSource {}

    /**
     * The small sentiment classifier of the artifact {@code dev.distil4j:distil4j-embedded-model}.
     */
    record Embedded() implements ModelSource {}

    /** A model in a folder. */
    static ModelSource folder(Path path) {
        return new Folder(path.toString());
    }

    /** The model that comes with the project. */
    static ModelSource embedded() {
        return new Embedded();
    }
}
