package dev.distil4j.loaders;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with the files of a tokenizer, whether there is a model beside them or not.
 *
 * @param path the folder, in which these files were found
 */
public record TokenizerFolder(Path path) {

    /**
     * Checks that the folder and the tokenizer are there.
     *
     * @throws ModelFolderException if something is missing, with what to do about it
     */
    public TokenizerFolder {
        requireFolder(path);
        requireTokenizer(path);
    }

    static void requireFolder(Path path) {
        if (!Files.exists(path)) {
            throw new ModelFolderException(
                    path
                            + ": no such folder; give the path of one that holds config.json,"
                            + " model.safetensors and tokenizer.json or vocab.txt");
        }
        if (!Files.isDirectory(path)) {
            throw new ModelFolderException(
                    path + ": this is a file; give the path of the model's folder");
        }
    }

    static void requireTokenizer(Path folder) {
        if (!Files.exists(folder.resolve("tokenizer.json"))
                && !Files.exists(folder.resolve("vocab.txt"))) {
            throw new ModelFolderException(
                    folder
                            + ": there is no tokenizer; add the tokenizer.json or the vocab.txt"
                            + " that belongs to the model");
        }
    }

    /**
     * Reads the tokenizer's files.
     *
     * @throws LoaderException as {@link TokenizerDescription#read(Path)}
     */
    public TokenizerDescription tokenizer() {
        return TokenizerDescription.read(path);
    }

    /**
     * The positions that the model of this tokenizer has, of whatever architecture it is: {@code
     * max_position_embeddings} of {@code config.json}, or {@link Integer#MAX_VALUE} if nothing says
     * it.
     *
     * @throws ConfigException if there is a {@code config.json} that can't be read
     */
    public int positions() {
        return ConfigFields.of(path.resolve("config.json"))
                .size("max_position_embeddings", 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }
}
