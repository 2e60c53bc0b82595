package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** BERT's configuration comes under the names that DistilBERT's has. */
class BertConfigTest {

    private static Map<String, String> required() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("model_type", "\"bert\"");
        fields.put("hidden_act", "\"gelu\"");
        fields.put("vocab_size", "100");
        fields.put("type_vocab_size", "2");
        fields.put("max_position_embeddings", "64");
        fields.put("hidden_size", "12");
        fields.put("num_hidden_layers", "2");
        fields.put("num_attention_heads", "3");
        fields.put("intermediate_size", "7");
        return fields;
    }

    private static ModelConfig with(String field, String value) {
        Map<String, String> fields = required();
        fields.put(field, value);
        return parse(fields);
    }

    private static ModelConfig parse(Map<String, String> fields) {
        String json =
                fields.entrySet().stream()
                        .map(field -> "\"" + field.getKey() + "\":" + field.getValue())
                        .collect(Collectors.joining(",", "{", "}"));
        var stream = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
        return ModelConfig.read(stream, "config.json");
    }

    @Test
    void theSizesAreThoseOfTheFile() {
        ModelConfig config = parse(required());
        assertThat(config.model_type()).isEqualTo("bert");
        assertThat(config.vocab_size()).isEqualTo(100);
        assertThat(config.type_vocab_size()).isEqualTo(2);
        assertThat(config.max_position_embeddings()).isEqualTo(64);
        assertThat(config.dim()).isEqualTo(12);
        assertThat(config.n_layers()).isEqualTo(2);
        assertThat(config.n_heads()).isEqualTo(3);
        assertThat(config.hidden_dim()).isEqualTo(7);
        assertThat(config.activation()).isEqualTo("gelu");
    }

    @Test
    void whatTheFileLeavesOutHasTheDefaultsOfTransformers() {
        ModelConfig config = parse(required());
        assertThat(config.layer_norm_eps()).isEqualTo(1e-12);
        assertThat(config.dropout()).isEqualTo(0.1);
        assertThat(config.attention_dropout()).isEqualTo(0.1);
        assertThat(config.qa_dropout()).isZero();
        assertThat(config.seq_classif_dropout()).isEqualTo(0.1);
        assertThat(config.initializer_range()).isEqualTo(0.02);
        assertThat(config.tie_word_embeddings()).isTrue();
        assertThat(config.pad_token_id()).isZero();
        assertThat(config.id2label()).containsExactly("LABEL_0", "LABEL_1");
    }

    @Test
    void whatTheFileSaysIsTaken() {
        assertThat(with("layer_norm_eps", "1e-05").layer_norm_eps()).isEqualTo(1e-5);
        assertThat(with("hidden_act", "\"relu\"").activation()).isEqualTo("relu");
        assertThat(with("attention_probs_dropout_prob", "0.3").attention_dropout()).isEqualTo(0.3);
        assertThat(with("tie_word_embeddings", "false").tie_word_embeddings()).isFalse();
        assertThat(with("num_labels", "3").num_labels()).isEqualTo(3);
        assertThat(with("problem_type", "\"regression\"").problem_type()).isEqualTo("regression");
    }

    @Test
    void theClassifiersDropoutIsTheHiddenLayersUnlessGiven() {
        assertThat(with("hidden_dropout_prob", "0.3").seq_classif_dropout()).isEqualTo(0.3);
        Map<String, String> fields = required();
        fields.put("hidden_dropout_prob", "0.3");
        fields.put("classifier_dropout", "0.4");
        assertThat(parse(fields).dropout()).isEqualTo(0.3);
        assertThat(parse(fields).seq_classif_dropout()).isEqualTo(0.4);
    }

    @Test
    void theFieldsOfAnEncoderWithAbsolutePositionsPass() {
        ModelConfig plain = parse(required());
        assertThat(with("position_embedding_type", "\"absolute\"")).isEqualTo(plain);
        assertThat(with("is_decoder", "false")).isEqualTo(plain);
        assertThat(with("use_cache", "true")).isEqualTo(plain);
        assertThat(with("classifier_dropout", "null")).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "position_embedding_type|\"relative_key\"|field 'position_embedding_type' is"
                        + " 'relative_key', which is not supported",
                "position_embedding_type|\"relative_key_query\"|is 'relative_key_query', which",
                "is_decoder|true|field 'is_decoder' is 'true', which is not supported",
                "add_cross_attention|true|field 'add_cross_attention' is 'true', which is not",
                "is_decoder|1|field 'is_decoder' is 1 but must be true or false",
                "hidden_act|\"gelu_new\"|field 'hidden_act' is 'gelu_new' but must be gelu or relu",
                "hidden_act|\"silu\"|field 'hidden_act' is 'silu' but must be gelu or relu",
                "num_attention_heads|5|field 'num_attention_heads' is 5 but must be a divisor of"
                        + " hidden_size, which is 12",
                "num_hidden_layers|0|field 'num_hidden_layers' is 0 but",
                "type_vocab_size|0|field 'type_vocab_size' is 0 but",
                "layer_norm_eps|-1e-12|field 'layer_norm_eps' is -1e-12 but must be a number from"
                        + " 0 to 1",
                "hidden_dropout_prob|2|field 'hidden_dropout_prob' is 2 but",
                "tie_word_embeddings|0|field 'tie_word_embeddings' is 0 but",
            })
    void aValueThatCannotBeIsRefusedByItsField(String field, String value, String sentence) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> with(field, value))
                .withMessageStartingWith("config.json: ")
                .withMessageContaining(sentence)
                .withMessageContaining("; ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hidden_act",
                "vocab_size",
                "type_vocab_size",
                "max_position_embeddings",
                "hidden_size",
                "num_hidden_layers",
                "num_attention_heads",
                "intermediate_size"
            })
    void whatShapesTheModelMustBeThere(String field) {
        Map<String, String> fields = required();
        fields.remove(field);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(fields))
                .withMessageContaining("field '" + field + "' is missing; ");
    }

    @Test
    void anotherHeadIsRefusedByTheClassesThatTheFileNames() {
        ModelConfig config = with("architectures", "[\"BertForSequenceClassification\"]");
        config.requireArchitecture("model", List.of("BertForSequenceClassification"));
        config.requireArchitecture("model", List.of("A", "BertForSequenceClassification"));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(
                        () ->
                                config.requireArchitecture(
                                        "model", List.of("BertForMaskedLM", "BertForPreTraining")))
                .withMessage(
                        "model: this is a checkpoint of BertForSequenceClassification, but the task"
                                + " needs BertForMaskedLM; use a checkpoint with that head, or"
                                + " correct 'architectures' in its config.json if it has it");
    }

    @Test
    void aFileThatNamesNoClassMayHaveAnyHead() {
        parse(required()).requireArchitecture("model", List.of("BertForMaskedLM"));
    }
}
