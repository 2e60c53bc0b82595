package dev.distil4j;

import dev.distil4j.kernels.WeightRangeException;
import dev.distil4j.loaders.Hub;
import dev.distil4j.loaders.HubFiles;
import dev.distil4j.loaders.HubName;
import dev.distil4j.loaders.HubProgress;
import dev.distil4j.loaders.HubSettings;
import dev.distil4j.loaders.LoaderException;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.pipeline.ModelFiles;
import dev.distil4j.pipeline.Tokenizers;
import dev.distil4j.tokenizer.TokenizerException;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds what a {@link ModelSource} names, and says in one sentence why it can't be had or used. */
final class Sources {

    private Sources() {}

    /**
     * Finds the files of {@code source} and makes something of them.
     *
     * @throws ModelException for everything that the files make impossible
     */
    static <T> T read(ModelSource source, Options options, Function<ModelFiles, T> reader) {
        return translated(() -> reader.apply(files(source, options.downloads())));
    }

    private static ModelFiles files(ModelSource source, HubProgress progress) {
        return switch (source) {
            case ModelSource.Folder(String path) ->
                    new ModelFiles.InFolder(path, new ModelFolder(path(path)));
            case ModelSource.Hub(String name) ->
                    new ModelFiles.InFolder(
                            name, new ModelFolder(download(name, HubFiles.MODEL, progress)));
            case ModelSource.Embedded() -> new ModelFiles.Embedded();
        };
    }

    /**
     * The tokenizer of a source, which need not have a model that this engine runs, nor weights.
     *
     * @throws ModelException if its files can't be used
     */
    static WordPieceTokenizer tokenizer(ModelSource source, Options options) {
        return translated(() -> tokenizer(source, options.truncation(), options.downloads()));
    }

    private static WordPieceTokenizer tokenizer(
            ModelSource source, Truncation truncation, HubProgress progress) {
        return switch (source) {
            case ModelSource.Folder(String path) -> Tokenizers.ofFolder(path(path), truncation);
            case ModelSource.Hub(String name) ->
                    Tokenizers.ofFolder(download(name, HubFiles.TOKENIZER, progress), truncation);
            case ModelSource.Embedded() -> Tokenizers.of(new ModelFiles.Embedded(), truncation);
        };
    }

    private static <T> T translated(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (LoaderException
                | TokenizerException
                | WeightRangeException
                | MissingResourceException e) {
            throw new ModelException(Objects.requireNonNull(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(
                    "the weights do not fit in the heap of %d MB; start Java with a larger -Xmx"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    e);
        }
    }

    private static Path path(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new ModelException(
                    "'%s' is no path of a folder: %s".formatted(folder, e.getReason()), e);
        }
    }

    private static Path download(String name, HubFiles wanted, HubProgress progress) {
        return new Hub(HubSettings.fromEnvironment()).folder(HubName.parse(name), wanted, progress);
    }
}
