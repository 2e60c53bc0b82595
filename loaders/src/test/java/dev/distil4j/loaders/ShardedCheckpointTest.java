package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ShardedCheckpointTest {

    private static final String FIRST = "model-00001-of-00002.safetensors";
    private static final String SECOND = "model-00002-of-00002.safetensors";
    private static final String ALL =
            """
            {"metadata": {"total_size": 24.0, "by": "hand", "none": null},
             "weight_map": {"c": "model-00002-of-00002.safetensors",
                            "a": "model-00001-of-00002.safetensors",
                            "b": "model-00001-of-00002.safetensors"}}
            """;

    @TempDir Path folder;

    @BeforeEach
    void twoShards() throws IOException {
        write(FIRST, new SafetensorsWriter().tensor("a", DType.F32, new float[] {1, 2}, 2));
        write(SECOND, new SafetensorsWriter().tensor("c", DType.F32, new float[] {5, 6}, 2));
        write(
                FIRST,
                new SafetensorsWriter()
                        .tensor("a", DType.F32, new float[] {1, 2}, 2)
                        .tensor("b", DType.F16, new float[] {3, 4}, 1, 2));
    }

    private void write(String name, SafetensorsWriter writer) {
        writer.write(folder.resolve(name));
    }

    private ShardedCheckpoint open(String index) throws IOException {
        return ShardedCheckpoint.open(
                Files.writeString(folder.resolve("model.safetensors.index.json"), index));
    }

    private void assertRefused(String index, String sentence) {
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> open(index).close())
                .withMessageStartingWith(
                        folder.resolve("model.safetensors.index.json") + ": " + sentence)
                .withMessageContaining("; ");
    }

    @Test
    void allShardsAreSeenAsOneCheckpoint() throws IOException {
        try (Checkpoint checkpoint = open(ALL)) {
            assertThat(checkpoint.names()).containsExactly("c", "a", "b");
            assertThat(checkpoint.metadata())
                    .containsExactly(Map.entry("total_size", "24.0"), Map.entry("by", "hand"));
            assertThat(checkpoint.tensor("b").orElseThrow()).hasToString("b F16 [1, 2]");
            assertThat(checkpoint.tensor("d")).isEmpty();
            float[] values = new float[6];
            checkpoint.tensor("a").orElseThrow().read(0, values, 0, 2);
            checkpoint.tensor("b").orElseThrow().read(0, values, 2, 2);
            checkpoint.tensor("c").orElseThrow().read(0, values, 4, 2);
            assertThat(values).containsExactly(1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void closingItClosesEveryShardAndMayBeRepeated() throws IOException {
        Checkpoint checkpoint = open(ALL);
        checkpoint.close();
        checkpoint.close();
        for (String name : checkpoint.names()) {
            assertThatIllegalStateException()
                    .isThrownBy(
                            () ->
                                    checkpoint
                                            .tensor(name)
                                            .orElseThrow()
                                            .read(0, new float[1], 0, 1));
        }
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        Files.delete(folder.resolve(SECOND));
        assertRefused(ALL, "the file '" + SECOND + "' that it names is missing; download it");
    }

    @Test
    void aTensorThatItsShardLacksIsNamed() {
        assertRefused(
                ALL.replace("\"a\"", "\"x\""),
                "it places tensor 'x' in '"
                        + FIRST
                        + "', which does not have it; download index and files of one version");
    }

    @Test
    void aTensorThatLiesInAnotherShardIsNamedWithThat() {
        assertRefused(
                ALL.replace("\"c\": \"model-00002", "\"c\": \"model-00001")
                        .replace("\"b\": \"model-00001", "\"b\": \"model-00002"),
                "it places tensor 'c' in '%s', which does not have it, but '%s' does; "
                        .formatted(FIRST, SECOND));
    }

    @Test
    void tensorsThatTheIndexDoesNotListAreNamed() {
        assertRefused(
                ALL.replaceAll("\"a\": [^,]*,", ""), "it does not list 'a' in '" + FIRST + "'; ");
    }

    @Test
    void aTensorInTwoShardsIsNamedWithBoth() {
        write(
                SECOND,
                new SafetensorsWriter()
                        .tensor("a", DType.F32, new float[] {7}, 1)
                        .tensor("c", DType.F32, new float[] {5, 6}, 2));
        assertRefused(
                ALL,
                "tensor 'a' lies both in '%s', where it is due, and in '%s'; "
                        .formatted(FIRST, SECOND));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model.safetensors",
                "a/../../model.safetensors",
                "..",
                ".",
                "",
                "/etc/passwd",
                "./model.safetensors",
                "a//b",
                "..\\\\\\\\model.safetensors",
                "C:\\\\\\\\model.safetensors",
                "C:model.safetensors",
                "a\\\\u0000b"
            })
    void aFileOutsideTheFolderIsRefusedWithoutALook(String path) {
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> open(ALL.replaceAll("model-00002[^\"]*", path)).close())
                .withMessageContaining(": tensor 'c' lies in '")
                .withMessageContaining(", which is no file in the folder of the index; ");
    }

    @Test
    void aFileBelowTheFolderIsRead() throws IOException {
        Files.createDirectory(folder.resolve("parts"));
        Files.move(folder.resolve(SECOND), folder.resolve("parts").resolve(SECOND));
        try (Checkpoint checkpoint = open(ALL.replace("\"model-00002", "\"parts/model-00002"))) {
            assertThat(checkpoint.names()).contains("c");
        }
    }

    @Test
    void aShardThatBreaksTheFormatIsNamed() throws IOException {
        Files.write(folder.resolve(SECOND), new byte[3]);
        assertThatExceptionOfType(SafetensorsException.class)
                .isThrownBy(() -> open(ALL).close())
                .withMessageStartingWith(folder.resolve(SECOND) + ": the file has 3 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|there is no weight_map that names a file; ",
                "{\"weight_map\": {}}|there is no weight_map that names a file; ",
                "{\"weight_map\": []}|weight_map must be an object but is an array",
                "{\"weight_map\": {\"a\": 1}}|the file of tensor 'a' must be a string but is 1",
                "{\"weight_map\": {\"a\": \"x\", \"a\": \"x\"}}|the key 'a' stands twice",
                "{\"weight_map\": {}, \"metadata\": 1}|metadata must be an object but is 1",
                "[]|the document must be an object but is an array",
                "``|there is no JSON in it; "
            })
    void whatIsNoIndexIsRefused(String json, String sentence) {
        assertRefused(json, sentence);
    }

    @Test
    void aMissingIndexIsRefused() {
        Path path = folder.resolve("nothing.json");
        assertThatExceptionOfType(ShardException.class)
                .isThrownBy(() -> ShardedCheckpoint.open(path))
                .withMessageStartingWith(path + ": no such file; ");
    }

    @Test
    void aFolderWithShardsOpensThemAndOneWithBothOpensTheSingleFile() throws IOException {
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "distilbert", "activation": "gelu", "vocab_size": 3, "dim": 4,
                 "max_position_embeddings": 8, "n_layers": 1, "n_heads": 2, "hidden_dim": 5}
                """);
        Files.writeString(folder.resolve("vocab.txt"), "[UNK]\n[CLS]\n[SEP]\n");
        Files.writeString(folder.resolve("model.safetensors.index.json"), ALL);
        try (Checkpoint checkpoint = new ModelFolder(folder).openWeights()) {
            assertThat(checkpoint.names()).containsExactly("c", "a", "b");
        }
        write("model.safetensors", new SafetensorsWriter().metadata("format", "pt"));
        try (Checkpoint checkpoint = new ModelFolder(folder).openWeights()) {
            assertThat(checkpoint.names()).isEmpty();
            assertThat(checkpoint.metadata()).containsEntry("format", "pt");
        }
    }
}
