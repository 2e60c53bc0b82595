package dev.distil4j;

import dev.distil4j.kernels.WeightRangeException;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.Hub;
import dev.distil4j.loaders.HubFiles;
import dev.distil4j.loaders.HubName;
import dev.distil4j.loaders.HubProgress;
import dev.distil4j.loaders.HubSettings;
import dev.distil4j.loaders.LoaderException;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.loaders.SentenceModules;
import dev.distil4j.loaders.TokenizerDescription;
import dev.distil4j.tokenizer.TokenizerException;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The files of a model, wherever they lie. */
sealed interface ModelFiles {

    /** What people call the model. */
    String name();

    ModelConfig config();

    TokenizerDescription tokenizer();

    /** How sentence-transformers would embed a text with the model, if its files say so. */
    Optional<SentenceModules> sentenceModules();

    /** The checkpoint; the caller closes it. */
    Checkpoint openWeights();

    /**
     * Finds the files of {@code source} and makes something of them.
     *
     * @throws ModelException for everything that the files make impossible
     */
    static <T> T read(ModelSource source, Options options, Function<ModelFiles, T> reader) {
        return translated(
                () ->
                        reader.apply(
                                switch (source) {
                                    case ModelSource.Folder(String path) ->
                                            new InFolder(path, new ModelFolder(path(path)));
                                    case ModelSource.Hub(String name) ->
                                            new InFolder(
                                                    name,
                                                    new ModelFolder(
                                                            download(
                                                                    name,
                                                                    HubFiles.MODEL,
                                                                    options.downloads())));
                                    case ModelSource.Embedded() -> new Embedded();
                                }));
    }

    /**
     * What {@code reading} makes of files.
     *
     * @throws ModelException for everything that the files make impossible
     */
    static <T> T translated(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (LoaderException | TokenizerException | WeightRangeException e) {
            throw new ModelException(Objects.requireNonNull(e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            throw new ModelException(
                    "the weights do not fit in the heap of %d MB; start Java with a larger -Xmx"
                            .formatted(Runtime.getRuntime().maxMemory() >> 20),
                    e);
        }
    }

    /**
     * The path of a folder.
     *
     * @throws ModelException if it is none on this system
     */
    static Path path(String folder) {
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new ModelException(
                    "'%s' is no path of a folder: %s".formatted(folder, e.getReason()), e);
        }
    }

    /**
     * The folder with the wanted files of a model of the hub.
     *
     * @throws dev.distil4j.loaders.HubException if they can't be had
     */
    static Path download(String name, HubFiles wanted, HubProgress progress) {
        return new Hub(HubSettings.fromEnvironment()).folder(HubName.parse(name), wanted, progress);
    }

    /** A folder in Hugging Face's layout. */
    record InFolder(String name, ModelFolder folder) implements ModelFiles {

        @Override
        public ModelConfig config() {
            return folder.config();
        }

        @Override
        public TokenizerDescription tokenizer() {
            return folder.tokenizer();
        }

        @Override
        public Optional<SentenceModules> sentenceModules() {
            return folder.sentenceModules();
        }

        @Override
        public Checkpoint openWeights() {
            return folder.openWeights();
        }
    }

    /**
     * The files of a model whose texts are cut earlier than its positions demand.
     *
     * @param max_seq_length tokens of a text, its frame included
     */
    record Shortened(ModelFiles files, int max_seq_length) implements ModelFiles {

        @Override
        public String name() {
            return files.name();
        }

        @Override
        public ModelConfig config() {
            return files.config();
        }

        @Override
        public TokenizerDescription tokenizer() {
            return files.tokenizer().shortenedTo(max_seq_length);
        }

        @Override
        public Optional<SentenceModules> sentenceModules() {
            return files.sentenceModules();
        }

        @Override
        public Checkpoint openWeights() {
            return files.openWeights();
        }
    }

    /** Resources of the embedded model's jar. */
    record Embedded() implements ModelFiles {
        private static final String PLACE = "/dev/distil4j/embedded/sst2-small/";

        @Override
        public String name() {
            return "sst2-small (embedded)";
        }

        @Override
        public ModelConfig config() {
            return with("config.json", stream -> ModelConfig.read(stream, origin("config.json")));
        }

        @Override
        public TokenizerDescription tokenizer() {
            return with(
                    "vocab.txt",
                    vocabulary ->
                            with(
                                    "tokenizer_config.json",
                                    config ->
                                            TokenizerDescription.read(vocabulary, config, name())));
        }

        @Override
        public Optional<SentenceModules> sentenceModules() {
            return Optional.empty();
        }

        @Override
        public Checkpoint openWeights() {
            String file = "model.safetensors";
            return with(file, stream -> SafetensorsFile.of(stream.readAllBytes(), origin(file)));
        }

        private String origin(String file) {
            return name() + "/" + file;
        }

        private static <T> T with(String file, Reader<T> reader) {
            try (InputStream stream = Embedded.class.getResourceAsStream(PLACE + file)) {
                if (stream == null) {
                    throw new ModelException(
                            "the embedded model is not on the class path; add the artifact"
                                    + " dev.distil4j:distil4j-embedded-model",
                            null);
                }
                return reader.read(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private interface Reader<T> {
            T read(InputStream stream) throws IOException;
        }
    }
}
