package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ModelFolderTest {

    private static final String CONFIG =
            """
            {"model_type": "distilbert", "activation": "gelu", "vocab_size": 3, "dim": 4,
             "max_position_embeddings": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 5}
            """;

    @TempDir Path folder;

    @BeforeEach
    void aCompleteFolder() throws IOException {
        Files.writeString(folder.resolve("config.json"), CONFIG);
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
        Files.write(
                folder.resolve("model.safetensors"), new SafetensorsBytes().zeros("a", 1).bytes());
    }

    @Test
    void aCompleteFolderGivesConfigurationTokenizerAndWeights() {
        var model = new ModelFolder(folder);
        assertThat(model.config().dim()).isEqualTo(4);
        assertThat(model.tokenizer().vocabulary()).hasSize(3);
        try (var weights = model.openWeights()) {
            assertThat(weights.names()).containsExactly("a");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "config.json,there is no config.json; give the path of a model's folder",
        "model.safetensors,there is no model.safetensors; download the weights of the model into",
        "vocab.txt,there is no tokenizer; add the tokenizer.json or the vocab.txt that"
    })
    void aMissingFileIsNamedWithTheCure(String file, String sentence) throws IOException {
        Files.delete(folder.resolve(file));
        assertRefused(folder, sentence);
    }

    @ParameterizedTest
    @CsvSource({
        "pytorch_model.bin,but a pytorch_model.bin; load it in Python with",
        "tf_model.h5,but a tf_model.h5; load it in Python with"
    })
    void weightsInAnotherFormHaveTheirOwnCure(String file, String sentence) throws IOException {
        Files.delete(folder.resolve("model.safetensors"));
        Files.createFile(folder.resolve(file));
        assertRefused(folder, "there is no model.safetensors " + sentence);
    }

    @Test
    void aPathThatIsNoFolderIsRefused() {
        assertRefused(folder.resolve("nothing"), "no such folder; give the path of one");
        assertRefused(
                folder.resolve("model.safetensors"),
                "this is a file; give the path of the model's folder");
    }

    @Test
    void aVocabularyMayBeSmallerThanTheEmbeddingButNotLarger() throws IOException {
        var model = new ModelFolder(folder);
        model.tokenizer().requireFit(model.config(), "model");
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"sep_token\": \"[CLS]\"}");
        model.tokenizer().requireFit(model.config(), "model");
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\nfilm\n");
        assertThatExceptionOfType(VocabularyException.class)
                .isThrownBy(() -> model.tokenizer().requireFit(model.config(), "model"))
                .withMessage(
                        "model: the vocabulary has 4 pieces but the model embeds only 3"
                                + " (vocab_size); use the vocabulary that belongs to the model");
    }

    @Test
    void addedTokensNeedEmbeddingsToo() throws IOException {
        Files.writeString(
                folder.resolve("tokenizer_config.json"),
                "{\"additional_special_tokens\": [\"<x>\"]}");
        var model = new ModelFolder(folder);
        assertThatExceptionOfType(VocabularyException.class)
                .isThrownBy(() -> model.tokenizer().requireFit(model.config(), "model"))
                .withMessageStartingWith(
                        "model: the vocabulary has 4 pieces with its added tokens but the model"
                                + " embeds only 3 (vocab_size); ");
    }

    private static void assertRefused(Path path, String sentence) {
        assertThatExceptionOfType(ModelFolderException.class)
                .isThrownBy(() -> new ModelFolder(path))
                .withMessageStartingWith(path + ": " + sentence);
    }
}
