package dev.distil4j.pipeline;

import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.loaders.SentenceModules;
import dev.distil4j.loaders.TokenizerDescription;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.MissingResourceException;
import java.util.Optional;

/**
 * The files of a model, wherever they lie.
 *
 * <p>What can't be read is a {@link dev.distil4j.loaders.LoaderException}, or for the embedded model
 * that is not there a {@link MissingResourceException}, whose message says what to do.
 */
public sealed interface ModelFiles {

    /** What people call the model. */
    String name();

    ModelConfig config();

    TokenizerDescription tokenizer();

    /** How sentence-transformers would embed a text with the model, if its files say so. */
    Optional<SentenceModules> sentenceModules();

    /** The checkpoint; the caller closes it. */
    Checkpoint openWeights();

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
                    throw new MissingResourceException(
                            "the embedded model is not on the class path; add the artifact"
                                    + " dev.distil4j:distil4j-embedded-model",
                            Embedded.class.getName(),
                            PLACE + file);
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
