package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Large files that are dense with whatever costs most, held against {@link MemoryBound}. */
class LoaderMemoryTest {

    private static final int COUNT = 50_000;

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{}", "\"\"", "1", "null", "[[]]", "[{}]", "{\"a\":1}", "\"\\u00e9\""})
    void anyValueMayStandInAConfiguration(String value) {
        String list = (value + ",").repeat(COUNT) + value;
        assertThat(config("\"num_labels\": 3, \"more\": [" + list + "]").num_labels()).isEqualTo(3);
    }

    @Test
    void theNumberOfLabelsCostsNothing() {
        assertThat(config("\"num_labels\": 1048576").id2label()).hasSize(1 << 20);
    }

    @Test
    void labels() {
        assertThat(config("\"id2label\": {" + entries("\"%d\":\"\"") + "}").num_labels())
                .isEqualTo(COUNT);
    }

    @Test
    void vocabularies() {
        byte[] file =
                IntStream.range(0, COUNT)
                        .mapToObj(id -> Integer.toString(id, Character.MAX_RADIX))
                        .collect(Collectors.joining("\n", "[UNK]\n[CLS]\n[SEP]\n", ""))
                        .getBytes(UTF_8);
        var read =
                MemoryBound.hold(
                        1,
                        file.length,
                        () ->
                                TokenizerDescription.read(
                                        new ByteArrayInputStream(file), null, "folder"));
        assertThat(read.size()).isEqualTo(COUNT + 3);
    }

    @Test
    void tokenizers() {
        byte[] file =
                TokenizerJsonTest.VALID
                        .replace(
                                "\"vocab\": {",
                                "\"more\": {" + entries("\"%d\":{}") + "}, \"vocab\": {")
                        .getBytes(UTF_8);
        assertThat(file.length).isGreaterThan(COUNT);
        var read =
                MemoryBound.hold(1, file.length, () -> TokenizerJson.parse(file, "tokenizer.json"));
        assertThat(read.vocabulary()).isNotEmpty();
    }

    @Test
    void headers() {
        var writer = new SafetensorsBytes();
        IntStream.range(0, COUNT)
                .forEach(i -> writer.tensor("" + i, DType.U8, new long[] {0}, new byte[0]));
        byte[] file = writer.bytes();
        var read = MemoryBound.hold(1, file.length, () -> SafetensorsFile.of(file, "file"));
        assertThat(read.names()).hasSize(COUNT);
    }

    @Test
    void indices() {
        byte[] file = ("{\"weight_map\": {" + entries("\"%d\":\"m\"") + "}}").getBytes(UTF_8);
        ShardIndex.Refusal none = (sentence, cure, cause) -> new ShardException(sentence, cause);
        var read = MemoryBound.hold(1, file.length, () -> ShardIndex.parse(file, "index", none));
        assertThat(read.weight_map()).hasSize(COUNT);
    }

    private static String entries(String format) {
        return IntStream.range(0, COUNT)
                .mapToObj(format::formatted)
                .collect(Collectors.joining(","));
    }

    private static ModelConfig config(String more) {
        byte[] file =
                """
                {"model_type": "distilbert", "activation": "gelu", "vocab_size": 3, "dim": 4,
                 "max_position_embeddings": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 5,
                 %s}
                """
                        .formatted(more)
                        .getBytes(UTF_8);
        return MemoryBound.hold(
                1,
                file.length,
                () -> ModelConfig.read(new ByteArrayInputStream(file), "config.json"));
    }
}
