package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.StoredTensor;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The full shape of distilbert-base, 67 million weights, from a file through the loader. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BaseShapeTest {

    /** The scalar reference takes a second for every few tokens. */
    private static final int LONGEST_FOR_SCALAR = 33;

    private final BaseShape shape = new BaseShape();
    private final List<int[]> texts = new ArrayList<>();
    private final List<Expected> logits = new ArrayList<>();
    private Path checkpoint;

    @BeforeAll
    void writeCheckpoint(@TempDir Path folder) {
        checkpoint = folder.resolve("model.safetensors");
        shape.write(checkpoint);
        for (JsonNode text : shape.golden().get("texts")) {
            int length = text.get("length").intValue();
            texts.add(shape.ids(texts.size(), length));
            logits.add(Expected.of("logits of " + length + " tokens", text.get("logits")));
        }
    }

    static List<String> vectors() {
        return TestBackends.vectors();
    }

    @Test
    void weightsAreThoseOfTheReference() throws NoSuchAlgorithmException {
        long parameters = 0;
        for (StoredTensor tensor : shape.tensors().values()) {
            parameters += tensor.count();
        }
        assertThat(parameters)
                .isEqualTo(shape.golden().get("config").get("parameters").longValue());
        for (JsonNode fingerprint : shape.golden().get("fingerprints")) {
            StoredTensor tensor = shape.tensors().get(fingerprint.get("name").asString());
            assertThat(sha256(tensor)).isEqualTo(fingerprint.get("sha256").asString());
        }
    }

    @Test
    void idsAreThoseOfTheReference() {
        JsonNode entries = shape.golden().get("texts");
        assertThat(entries).hasSize(20);
        for (int k = 0; k < entries.size(); k++) {
            assertThat(texts.get(k)).isEqualTo(Golden.ints(entries.get(k).get("ids")));
        }
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void logitsEqualTheReferenceAloneAndInOneBatch(String backend) {
        try (var loaded = load(backend)) {
            List<float[]> alone =
                    texts.stream().map(ids -> logits(loaded, TokenBatch.of(ids))).toList();
            for (int k = 0; k < texts.size(); k++) {
                logits.get(k).check(alone.get(k));
            }
            float[] together = logits(loaded, Batches.pack(texts));
            assertThat(together).isEqualTo(Batches.concatenate(alone));
        }
    }

    @Test
    void logitsOfShortTextsEqualTheReferenceOnScalar() {
        try (var loaded = load("scalar")) {
            for (int k = 0; k < texts.size(); k++) {
                if (texts.get(k).length <= LONGEST_FOR_SCALAR) {
                    logits.get(k).check(logits(loaded, TokenBatch.of(texts.get(k))));
                }
            }
        }
    }

    private LoadedModel<SequenceClassifier> load(String backend) {
        try (SafetensorsFile file = SafetensorsFile.open(checkpoint)) {
            return LoadedModel.load(
                    shape.config(), file, TestBackends.open(backend), SequenceClassifier::load);
        }
    }

    private static float[] logits(LoadedModel<SequenceClassifier> loaded, TokenBatch batch) {
        return loaded.call(batch, call -> loaded.model().logits(call, batch));
    }

    /** Of the little-endian bytes. */
    private static String sha256(StoredTensor tensor) throws NoSuchAlgorithmException {
        ByteBuffer bytes =
                ByteBuffer.allocate(Float.BYTES * tensor.count()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < tensor.count(); i++) {
            bytes.putFloat(tensor.values().at(i));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
    }
}
