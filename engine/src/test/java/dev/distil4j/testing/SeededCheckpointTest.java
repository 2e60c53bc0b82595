package dev.distil4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.SafetensorsFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Both sides make the same checkpoints, or the goldens upon them would mean nothing. */
class SeededCheckpointTest {

    private static final Path VOCABULARY = Golden.folder("small-odd");

    static List<JsonNode> checkpoints() {
        return Golden.read("seeded.json").get("checkpoints").valueStream().toList();
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void weightsAreThoseOfTheReference(JsonNode expected) throws Exception {
        var checkpoint = SeededCheckpoint.of(expected.get("checkpoint"));
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Map.Entry<String, StoredTensor> entry : checkpoint.tensors().entrySet()) {
            StoredTensor tensor = entry.getValue();
            String line = entry.getKey() + " " + tensor.shape() + "\n";
            digest.update(line.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes(tensor));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo(expected.get("sha256").asString());
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void configurationAndTokenizerAreThoseOfTheReference(JsonNode expected, @TempDir Path folder) {
        var checkpoint = SeededCheckpoint.of(expected.get("checkpoint"));
        checkpoint.write(folder, VOCABULARY);
        assertThat(checkpoint.className()).isEqualTo(expected.get("class").asString());
        JsonNode config = JsonMapper.shared().readTree(folder.resolve("config.json"));
        JsonNode wanted = expected.get("config");
        // The golden has what differs from transformers' defaults; the file may say more.
        assertThat(fields(config)).containsAllEntriesOf(fields(wanted));
        JsonNode settings = JsonMapper.shared().readTree(folder.resolve("tokenizer_config.json"));
        assertThat(settings.get("tokenizer_class")).isEqualTo(expected.get("tokenizer"));
        assertThat(settings.get("model_max_length")).isEqualTo(expected.get("max_length"));
        assertThat(folder.resolve("vocab.txt"))
                .hasSameBinaryContentAs(VOCABULARY.resolve("vocab.txt"));
    }

    @Test
    void fileHoldsTheWeights(@TempDir Path folder) {
        var checkpoint = SeededCheckpoint.of(checkpoints().getFirst().get("checkpoint"));
        checkpoint.write(folder.resolve("new"), VOCABULARY);
        try (var file = SafetensorsFile.open(folder.resolve("new/model.safetensors"))) {
            Map<String, StoredTensor> tensors = checkpoint.tensors();
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
            tensors.forEach(
                    (name, tensor) -> {
                        NamedTensor stored = file.tensor(name).orElseThrow();
                        float[] values = new float[tensor.count()];
                        stored.read(0, values, 0, values.length);
                        assertThat(Arrays.stream(stored.shape()).mapToObj(Math::toIntExact))
                                .isEqualTo(tensor.shape());
                        for (int i = 0; i < values.length; i++) {
                            assertThat(values[i]).isEqualTo(tensor.values().at(i));
                        }
                    });
        }
    }

    private static Map<String, JsonNode> fields(JsonNode object) {
        var fields = new TreeMap<String, JsonNode>();
        object.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    private static byte[] bytes(StoredTensor tensor) {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * tensor.count()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.count(); i++) {
            bytes.putFloat(tensor.values().at(i));
        }
        return bytes.array();
    }
}
