package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

class ModelConfigTest {

    @TempDir Path folder;

    private static Map<String, String> required() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model_type", "\"distilbert\"");
        fields.put("activation", "\"gelu\"");
        fields.put("vocab_size", "100");
        fields.put("max_position_embeddings", "64");
        fields.put("dim", "12");
        fields.put("n_layers", "2");
        fields.put("n_heads", "3");
        fields.put("hidden_dim", "7");
        return fields;
    }

    private static ModelConfig with(String field, String value) {
        Map<String, String> fields = required();
        fields.put(field, value);
        return parse(json(fields));
    }

    private static String json(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static ModelConfig parse(String json) {
        var stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return ModelConfig.read(stream, "config.json");
    }

    private static void assertRefused(String field, String value, String sentence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> with(field, value))
                .withMessageStartingWith("config.json: ")
                .withMessageContaining(sentence)
                .withMessageContaining("; ");
    }

    @Test
    void whatTheFileLeavesOutHasTheDefaultsOfTransformers() {
        ModelConfig config = parse(json(required()));
        assertThat(config.architectures()).isEmpty();
        assertThat(config.sinusoidal_pos_embds()).isFalse();
        assertThat(config.dropout()).isEqualTo(0.1);
        assertThat(config.attention_dropout()).isEqualTo(0.1);
        assertThat(config.qa_dropout()).isEqualTo(0.1);
        assertThat(config.seq_classif_dropout()).isEqualTo(0.2);
        assertThat(config.initializer_range()).isEqualTo(0.02);
        assertThat(config.pad_token_id()).isZero();
        assertThat(config.id2label()).containsExactly("LABEL_0", "LABEL_1");
        assertThat(config.problem_type()).isNull();
        assertThat(config.function_to_apply()).isNull();
    }

    @Test
    void theSizesAreThoseOfTheFile() {
        ModelConfig config = parse(json(required()));
        assertThat(config.vocab_size()).isEqualTo(100);
        assertThat(config.max_position_embeddings()).isEqualTo(64);
        assertThat(config.dim()).isEqualTo(12);
        assertThat(config.n_layers()).isEqualTo(2);
        assertThat(config.n_heads()).isEqualTo(3);
        assertThat(config.hidden_dim()).isEqualTo(7);
        assertThat(config.activation()).isEqualTo("gelu");
    }

    @Test
    void unknownFieldsAndNullsAreIgnored() {
        assertThat(with("torch_dtype", "\"float32\"")).isEqualTo(parse(json(required())));
        assertThat(with("pruned_heads", "{\"1\":[0,2]}")).isEqualTo(parse(json(required())));
        assertThat(with("problem_type", "null")).isEqualTo(parse(json(required())));
        assertThat(with("pad_token_id", "null")).isEqualTo(parse(json(required())));
    }

    @Test
    void labelsAreOrderedByTheirIdsAsNumbers() {
        String ids =
                "{\"10\":\"k\",\"2\":\"c\",\"0\":\"a\",\"1\":\"b\",\"3\":\"d\",\"4\":\"e\","
                        + "\"5\":\"f\",\"6\":\"g\",\"7\":\"h\",\"8\":\"i\",\"9\":\"j\"}";
        ModelConfig config = with("id2label", ids);
        assertThat(String.join("", config.id2label())).isEqualTo("abcdefghijk");
        assertThat(config.num_labels()).isEqualTo(11);
    }

    @Test
    void aNumberOfLabelsNamesThemLabel0AndOn() {
        assertThat(with("num_labels", "3").id2label())
                .containsExactly("LABEL_0", "LABEL_1", "LABEL_2");
    }

    @Test
    void labelsWinOverANumberThatContradictsThem() {
        Map<String, String> fields = required();
        fields.put("num_labels", "5");
        fields.put("id2label", "{\"0\":\"only\"}");
        assertThat(parse(json(fields)).id2label()).containsExactly("only");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "2", "-1", "00", " 0", "x"})
    void labelsWithAHoleAreRefused(String other) {
        String ids = "{\"%s\":\"a\",\"1\":\"b\"}".formatted(other);
        if (other.equals("0")) {
            assertThat(with("id2label", ids).id2label()).containsExactly("a", "b");
        } else {
            assertRefused("id2label", ids, "id2label[\"0\"] is missing among its 2 entries");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model_type",
                "activation",
                "vocab_size",
                "max_position_embeddings",
                "dim",
                "n_layers",
                "n_heads",
                "hidden_dim"
            })
    void whatShapesTheModelMustBeThere(String field) {
        assertRefused(field, "null", "field '" + field + "' is missing; ");
        Map<String, String> fields = required();
        fields.remove(field);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(json(fields)))
                .withMessageContaining("field '" + field + "' is missing; ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "n_heads|0|field 'n_heads' is 0 but must be a whole number from 1 to 12",
                "n_heads|5|field 'n_heads' is 5 but must be a divisor of dim, which is 12",
                "n_heads|13|field 'n_heads' is 13 but must be",
                "dim|0|field 'dim' is 0 but must be a whole number from 1 to 16777216",
                "dim|-12|field 'dim' is -12 but",
                "dim|12.0|field 'dim' is 12.0 but",
                "dim|1e1|field 'dim' is 1e1 but",
                "dim|2147483647|field 'dim' is 2147483647 but",
                "dim|2147483648|field 'dim' is 2147483648 but",
                "dim|99999999999999999999999|field 'dim' is 99999999999999999999999 but",
                "dim|\"12\"|field 'dim' is '12' but",
                "dim|[12]|field 'dim' is a list of 1 but",
                "dim|{}|field 'dim' is an object with 0 entries but",
                "dim|true|field 'dim' is true but",
                "n_layers|0|field 'n_layers' is 0 but must be a whole number from 1 to 1024",
                "n_layers|1000000|field 'n_layers' is 1000000 but",
                "hidden_dim|0|field 'hidden_dim' is 0 but",
                "vocab_size|0|field 'vocab_size' is 0 but",
                "max_position_embeddings|0|field 'max_position_embeddings' is 0 but",
                "pad_token_id|100|field 'pad_token_id' is 100 but must be a whole number from 0 to"
                        + " 99",
                "pad_token_id|-1|field 'pad_token_id' is -1 but",
                "num_labels|0|field 'num_labels' is 0 but",
                "num_labels|2000000000|field 'num_labels' is 2000000000 but",
                "dropout|1.5|field 'dropout' is 1.5 but must be a number from 0 to 1",
                "dropout|-0.1|field 'dropout' is -0.1 but",
                "dropout|\"0.1\"|field 'dropout' is '0.1' but",
                "initializer_range|1e400|field 'initializer_range' is 1e400 but",
                "sinusoidal_pos_embds|1|field 'sinusoidal_pos_embds' is 1 but must be true or"
                        + " false",
                "activation|\"gelu_new\"|field 'activation' is 'gelu_new' but must be gelu or relu",
                "activation|1|field 'activation' is 1 but must be a string",
                "model_type|\"roberta\"|model_type is 'roberta', which is not supported",
                "model_type|7|field 'model_type' is 7 but must be a string",
                "architectures|\"A\"|field 'architectures' is 'A' but must be a list of strings",
                "architectures|[1]|field 'architectures' is a list of 1 but",
                "problem_type|\"ranking\"|field 'problem_type' is 'ranking' but must be regression"
                        + " or",
                "function_to_apply|\"tanh\"|field 'function_to_apply' is 'tanh' but must be sigmoid"
                        + " or",
                "id2label|{}|field 'id2label' is an object with 0 entries but must be",
                "id2label|[\"a\"]|field 'id2label' is a list of 1 but must be",
                "id2label|{\"0\":1}|field 'id2label[\"0\"]' is 1 but must be a string",
                "id2label|{\"0\":\"a\",\"0\":\"b\"}|the key '0' stands twice in one object",
            })
    void aValueThatCannotBeIsRefusedByItsField(String field, String value, String sentence) {
        assertRefused(field, value, sentence);
    }

    @Test
    void anotherModelIsRefusedBeforeTheFieldsThatItLacks() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse("{\"hidden_size\":768,\"model_type\":\"roberta\"}"))
                .withMessage(
                        "config.json: model_type is 'roberta', which is not supported; use a"
                                + " 'distilbert' or a 'bert' checkpoint");
    }

    @Test
    void reluIsAnActivation() {
        assertThat(with("activation", "\"relu\"").activation()).isEqualTo("relu");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|there is no JSON in it",
                "[]|the document must be an object but is an array",
                "{|invalid JSON at line 1",
                "{\"dim\":1}x|invalid JSON at line 1, column",
                "{\"dim\":1,\"dim\":1}|the key 'dim' stands twice in one object at line 1, column",
                "{\"x\":{\"y\":1,\"y\":2}}|the key 'y' stands twice in one object",
                "{\"dim\":NaN}|invalid JSON at line 1",
            })
    void whatIsNotOneJsonObjectIsRefusedWithItsPlace(String json, String sentence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(json))
                .withMessageStartingWith("config.json: ")
                .withMessageContaining(sentence);
    }

    @Test
    void nestingBombsAndEndlessNumbersAreRefused() {
        assertRefused("x", "[".repeat(1_000_000), "nested more than 64 deep");
        assertRefused("dim", "1".repeat(100_000), "a number has too many digits");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] utf16 = "{\"dim\":1}".getBytes(StandardCharsets.UTF_16);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ModelConfig.read(new ByteArrayInputStream(utf16), "config.json"))
                .withMessageStartingWith("config.json: it is not valid UTF-8; ");
    }

    @Test
    void filesAreReadFromAPathAndNamedByIt() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), json(required()));
        assertThat(ModelConfig.read(file)).isEqualTo(parse(json(required())));
        Path missing = folder.resolve("other.json");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ModelConfig.read(missing))
                .withMessageStartingWith(missing + ": no such file; ");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ModelConfig.read(folder))
                .withMessageStartingWith(folder + ": not a regular file; ");
    }

    @Test
    void anEndlessStreamIsRefusedAndABrokenOneKeepsItsCause() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return ' ';
                    }

                    @Override
                    public int read(byte[] into, int at, int count) {
                        Arrays.fill(into, at, at + count, (byte) ' ');
                        return count;
                    }
                };
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ModelConfig.read(endless, "config.json"))
                .withMessageContaining("more than 32 MiB");
        var failure = new IOException("disk on fire");
        InputStream broken =
                new FilterInputStream(InputStream.nullInputStream()) {
                    @Override
                    public int read(byte[] into, int at, int count) throws IOException {
                        throw failure;
                    }
                };
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> ModelConfig.read(broken, "config.json"))
                .withMessageContaining("disk on fire")
                .withCause(failure);
    }
}
