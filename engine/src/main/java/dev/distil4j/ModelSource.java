package dev.distil4j;

import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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

    /**
     * A model of the hub, downloaded once into the cache that Python's huggingface_hub shares.
     *
     * @param name {@code org/name}, or {@code org/name@revision} for a branch, a tag or a commit
     */
    record Hub(String name) implements ModelSource {}

    /** A model in a folder. */
    static ModelSource folder(Path path) {
        return new Folder(path.toString());
    }

    /** A model of the hub by its name, {@code org/name[@revision]}. */
    static ModelSource hub(String name) {
        return new Hub(name);
    }

    /** The folder of that path if there is one, else the model of the hub with that name. */
    static ModelSource of(String folderOrName) {
        try {
            return Files.exists(Path.of(folderOrName))
                    ? folder(Path.of(folderOrName))
                    : hub(folderOrName);
        } catch (InvalidPathException e) {
            return hub(folderOrName);
        }
    }

    /** The model that comes with the project. */
    static ModelSource embedded() {
        return new Embedded();
    }
}
