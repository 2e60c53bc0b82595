package dev.distil4j.loaders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A folder in Hugging Face's layout: {@code config.json}, {@code model.safetensors} in one file
 * or in several, and the files of a tokenizer.
 *
 * @param path the folder, in which these files were found
 */
public record ModelFolder(Path path) {

    private static final String CONFIG = "config.json";
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    /**
     * Checks that the folder and its files are there.
     *
     * @throws ModelFolderException if something is missing, with what to do about it
     */
    public ModelFolder {
        TokenizerFolder.requireFolder(path);
        if (!has(path, CONFIG)) {
            throw new ModelFolderException(
                    path + ": there is no config.json; give the path of a model's folder");
        }
        if (!has(path, WEIGHTS) && !has(path, INDEX)) {
            throw new ModelFolderException(
                    path + ": there is no model.safetensors" + weightsCure(path));
        }
        TokenizerFolder.requireTokenizer(path);
    }

    private static boolean has(Path folder, String file) {
        return Files.exists(folder.resolve(file));
    }

    private static String weightsCure(Path folder) {
        for (String other : List.of("pytorch_model.bin", "tf_model.h5")) {
            if (has(folder, other)) {
                return " but a "
                        + other
                        + "; load it in Python with the AutoModel class of its task and call"
                        + " model.save_pretrained(folder)";
            }
        }
        return "; download the weights of the model into this folder";
    }

    /**
     * Reads {@code config.json}.
     *
     * @throws ConfigException as {@link ModelConfig#read(Path)}
     */
    public ModelConfig config() {
        return ModelConfig.read(path.resolve(CONFIG));
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
     * Reads what the files of sentence-transformers say, if there are any.
     *
     * @throws LoaderException as {@link SentenceModules#read(Path)}
     */
    public Optional<SentenceModules> sentenceModules() {
        return SentenceModules.read(path);
    }

    /**
     * Opens {@code model.safetensors} or, if there is none, the files that {@code
     * model.safetensors.index.json} joins, as transformers does; the caller closes it.
     *
     * @throws LoaderException as {@link SafetensorsFile#open(Path)} and {@link
     *     ShardedCheckpoint#open(Path)}
     */
    public Checkpoint openWeights() {
        return has(path, WEIGHTS)
                ? SafetensorsFile.open(path.resolve(WEIGHTS))
                : ShardedCheckpoint.open(path.resolve(INDEX));
    }
}
