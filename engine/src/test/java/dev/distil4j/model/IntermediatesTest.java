package dev.distil4j.model;

import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** Everything that one layer of odd sizes computes on its way equals the reference. */
class IntermediatesTest {

    static List<String> backends() {
        return TestBackends.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyIntermediateOfDistilBertsFirstLayerEqualsTheReference(String backend) {
        check(backend, Golden.folder("small-odd"), Golden.read("small-odd/golden.json"));
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyIntermediateOfBertsFirstLayerEqualsTheReference(
            String backend, @TempDir Path folder) {
        JsonNode golden = Golden.read("bert-intermediates.json");
        SeededCheckpoint.of(golden.get("header").get("checkpoint"))
                .write(folder, Golden.folder("small-odd"));
        check(backend, folder, golden);
    }

    @Test
    @Tag("opencl")
    void everyIntermediateOnOpenClEqualsTheReference(@TempDir Path folder) {
        everyIntermediateOfDistilBertsFirstLayerEqualsTheReference(TestBackends.OPENCL);
        everyIntermediateOfBertsFirstLayerEqualsTheReference(TestBackends.OPENCL, folder);
    }

    private static void check(String backend, Path checkpoint, JsonNode golden) {
        JsonNode text = golden.get("detailed");
        int[] ids = Golden.ints(text.get("ids"));
        int[] types = text.has("type_ids") ? Golden.ints(text.get("type_ids")) : null;
        var batch = new TokenBatch(ids, types, new int[] {0, ids.length});
        ModelFolder folder = new ModelFolder(checkpoint);
        try (var loaded = LoadedModel.classifier(folder, TestBackends.open(backend))) {
            Encoder encoder = loaded.model().encoder();
            loaded.call(batch, call -> Intermediates.of(encoder, new Recording(call), batch))
                    .check(golden.get("tensors"));
        }
    }
}
