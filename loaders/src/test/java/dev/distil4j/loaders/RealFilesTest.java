package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;

/** Checkpoints and vocabularies as they are on the hub, under {@code $DISTIL4J_DATA}. */
@Tag("data")
class RealFilesTest {

    private static Path data(String path) {
        String root = System.getenv("DISTIL4J_DATA");
        return Path.of(Objects.requireNonNull(root, "set DISTIL4J_DATA")).resolve(path);
    }

    @ParameterizedTest
    @CsvSource({
        // name, layers, heads, dim, hidden_dim, vocab_size, parameters without the head
        "tiny-random-distilbert,5,4,32,37,1124,86361",
        "sst2-small,6,3,192,768,8000,4303872"
    })
    void checkpointsHaveTheSizesOfTheirDescription(
            String name, int layers, int heads, int dim, int hidden, int vocab, long parameters) {
        var model = new ModelFolder(data("models/" + name));
        ModelConfig config = model.config();
        assertThat(config.n_layers()).isEqualTo(layers);
        assertThat(config.n_heads()).isEqualTo(heads);
        assertThat(config.dim()).isEqualTo(dim);
        assertThat(config.hidden_dim()).isEqualTo(hidden);
        assertThat(config.vocab_size()).isEqualTo(vocab);
        assertThat(config.max_position_embeddings()).isEqualTo(512);
        assertThat(config.activation()).isEqualTo("gelu");
        assertThat(model.tokenizer().vocabulary()).hasSize(vocab);
        assertThat(model.tokenizer().model_max_length()).isEqualTo(512);

        try (var weights = model.openWeights()) {
            var plan =
                    new TensorPlan(
                            "distilbert.",
                            encoder(config),
                            Set.of("pre_classifier.", "classifier."));
            long count = 0;
            for (NamedTensor tensor : plan.bind(weights).values()) {
                count += tensor.elementCount();
                float[] values = new float[(int) tensor.elementCount()];
                tensor.read(0, values, 0, values.length);
                for (float value : values) {
                    assertThat(Float.isFinite(value)).as(tensor.name()).isTrue();
                }
            }
            assertThat(count).isEqualTo(parameters);
        }
    }

    /** The tensors of a DistilBERT encoder, as its checkpoints name them. */
    private static List<TensorSpec> encoder(ModelConfig config) {
        List<TensorSpec> specs = new ArrayList<>();
        int dim = config.dim();
        int hidden = config.hidden_dim();
        specs.add(TensorSpec.of("embeddings.word_embeddings.weight", config.vocab_size(), dim));
        specs.add(
                TensorSpec.of(
                        "embeddings.position_embeddings.weight",
                        config.max_position_embeddings(),
                        dim));
        norm(specs, "embeddings.LayerNorm", dim);
        for (int layer = 0; layer < config.n_layers(); layer++) {
            String block = "transformer.layer." + layer + ".";
            for (String linear : List.of("q_lin", "k_lin", "v_lin", "out_lin")) {
                linear(specs, block + "attention." + linear, dim, dim);
            }
            norm(specs, block + "sa_layer_norm", dim);
            linear(specs, block + "ffn.lin1", hidden, dim);
            linear(specs, block + "ffn.lin2", dim, hidden);
            norm(specs, block + "output_layer_norm", dim);
        }
        return specs;
    }

    private static void linear(List<TensorSpec> specs, String name, int out, int in) {
        specs.add(TensorSpec.of(name + ".weight", out, in));
        specs.add(TensorSpec.of(name + ".bias", out));
    }

    private static void norm(List<TensorSpec> specs, String name, int dim) {
        specs.add(TensorSpec.of(name + ".weight", dim));
        specs.add(TensorSpec.of(name + ".bias", dim));
    }

    @Test
    void theSentimentClassifierHasItsLabels() {
        ModelConfig config = ModelConfig.read(data("models/sst2-small/config.json"));
        assertThat(config.id2label()).containsExactly("NEGATIVE", "POSITIVE");
        assertThat(config.architectures()).containsExactly("DistilBertForSequenceClassification");
    }

    @ParameterizedTest
    @CsvSource({
        "bert-base-uncased,true,30522,0,100,101,102,103",
        "bert-base-cased,false,28996,0,100,101,102,103",
        "distilbert-base-uncased,true,30522,0,100,101,102,103"
    })
    void vocabulariesHaveTheirPublishedSizesAndIds(
            String name, boolean lower, int size, int pad, int unk, int cls, int sep, int mask) {
        var tokenizer = TokenizerDescription.read(data("vocab/" + name));
        assertThat(tokenizer.do_lower_case()).isEqualTo(lower);
        assertThat(tokenizer.strip_accents()).isNull();
        assertThat(tokenizer.tokenize_chinese_chars()).isTrue();
        assertThat(tokenizer.model_max_length()).isEqualTo(512);
        assertThat(tokenizer.vocabulary()).hasSize(size);
        assertThat(tokenizer.vocabulary().get(pad)).isEqualTo(tokenizer.pad_token());
        assertThat(tokenizer.vocabulary().get(unk)).isEqualTo(tokenizer.unk_token());
        assertThat(tokenizer.vocabulary().get(cls)).isEqualTo(tokenizer.cls_token());
        assertThat(tokenizer.vocabulary().get(sep)).isEqualTo(tokenizer.sep_token());
        assertThat(tokenizer.vocabulary().get(mask)).isEqualTo(tokenizer.mask_token());
    }

    /** In these folders the two say the same; where both are there, the first one counts. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "vocab/bert-base-uncased",
                "vocab/bert-base-cased",
                "vocab/distilbert-base-uncased",
                "models/tiny-random-distilbert"
            })
    void aTokenizerJsonSaysTheSameAsTheFilesOfOldBesideIt(String name, @TempDir Path copy)
            throws IOException {
        for (String file :
                List.of("vocab.txt", "tokenizer_config.json", "special_tokens_map.json")) {
            Path source = data(name).resolve(file);
            if (Files.exists(source)) {
                Files.copy(source, copy.resolve(file));
            }
        }
        var old = TokenizerDescription.read(copy);
        Files.copy(data(name).resolve("tokenizer.json"), copy.resolve("tokenizer.json"));
        assertSameButForDecoding(TokenizerDescription.read(copy), old);
        Files.delete(copy.resolve("vocab.txt"));
        assertSameButForDecoding(TokenizerDescription.read(copy), old);
    }

    /** As in transformers, a decoded text is cleaned up by default where there is but a vocabulary. */
    private static void assertSameButForDecoding(
            TokenizerDescription description, TokenizerDescription old) {
        assertThat(description)
                .usingRecursiveComparison()
                .ignoringFields("clean_up_tokenization_spaces")
                .isEqualTo(old);
    }

    /** As in transformers, whose class for BERT lower-cases if nothing tells it not to. */
    @Test
    void withoutItsConfigurationEvenTheCasedTokenizerJsonIsUncased(@TempDir Path copy)
            throws IOException {
        Path json = data("vocab/bert-base-cased/tokenizer.json");
        assertThat(Files.readString(json)).contains("\"lowercase\":false");
        Files.copy(json, copy.resolve("tokenizer.json"));
        assertThat(TokenizerDescription.read(copy).do_lower_case()).isTrue();
    }

    @Test
    void theConfigurationsBesideTheVocabulariesAreRead() {
        assertThat(ModelConfig.read(data("vocab/distilbert-base-uncased/config.json")).n_heads())
                .isEqualTo(12);
        for (String bert : List.of("bert-base-uncased", "bert-base-cased")) {
            ModelConfig config = ModelConfig.read(data("vocab/" + bert + "/config.json"));
            assertThat(config.n_heads()).isEqualTo(12);
            assertThat(config.n_layers()).isEqualTo(12);
            assertThat(config.type_vocab_size()).isEqualTo(2);
        }
    }

    @Test
    void everyTruncationOfARealFileIsRefused() throws IOException {
        byte[] file = Files.readAllBytes(data("models/tiny-random-distilbert/model.safetensors"));
        var random = new Random(7);
        for (int round = 0; round < 500; round++) {
            int length = random.nextInt(round % 2 == 0 ? file.length : 10_000);
            byte[] cut = Arrays.copyOf(file, length);
            var e =
                    catchThrowableOfType(
                            SafetensorsException.class, () -> SafetensorsFile.of(cut, "cut"));
            assertThat(e.violation())
                    .isIn(
                            Violation.FILE_TOO_SHORT,
                            Violation.HEADER_BEYOND_FILE,
                            Violation.FILE_TRUNCATED);
        }
    }
}
