package dev.distil4j.model;

import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.testing.CheckpointWriter;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededDraws;
import dev.distil4j.testing.StoredTensor;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint of distilbert-base's shape whose weights and inputs come from a seed, by the recipe
 * in the header of its golden: the reference made the same bits.
 */
final class BaseShape {

    private static final int CLS = 101;
    private static final int SEP = 102;
    private static final int FIRST_TEXT_STREAM = 1000;

    private final JsonNode golden = Golden.read("base-shape.json");
    private final SeededDraws draws = new SeededDraws(golden.get("header").get("seed").longValue());

    /** What the golden says. */
    JsonNode golden() {
        return golden;
    }

    ModelConfig config() {
        ObjectNode config = ((ObjectNode) golden.get("config")).deepCopy();
        config.put("model_type", "distilbert");
        byte[] json = config.toString().getBytes(StandardCharsets.UTF_8);
        return ModelConfig.read(new ByteArrayInputStream(json), "base shape");
    }

    /** Writes the checkpoint, 268 MB. */
    void write(Path file) {
        CheckpointWriter.write(file, tensors());
    }

    /** All weights by their canonical names. */
    Map<String, StoredTensor> tensors() {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (JsonNode entry : golden.get("tensors")) {
            float scale = entry.get("scale").floatValue();
            float offset = entry.get("offset").floatValue();
            List<Integer> shape = entry.get("shape").valueStream().map(JsonNode::intValue).toList();
            tensors.put(
                    entry.get("name").asString(),
                    draws.tensor(tensors.size(), shape, scale, offset));
        }
        return tensors;
    }

    /** The ids of text {@code k}. */
    int[] ids(int k, int length) {
        int[] ids = new int[length];
        int pieces = golden.get("config").get("vocab_size").intValue();
        ids[0] = CLS;
        for (int i = 1; i < length - 1; i++) {
            ids[i] = draws.draw(FIRST_TEXT_STREAM + k, i - 1) % pieces;
        }
        if (length > 1) {
            ids[length - 1] = SEP;
        }
        return ids;
    }
}
