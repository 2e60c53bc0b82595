package dev.distil4j.model;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.model.Encoder.Block;
import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that one layer of odd sizes computes on its way equals the reference. */
class SmallOddIntermediatesTest {

    static List<String> backends() {
        return TestBackends.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyIntermediateOfTheFirstLayerEqualsTheReference(String backend) {
        JsonNode golden = Golden.read("small-odd/golden.json");
        TokenBatch batch = TokenBatch.of(Golden.ints(golden.get("detailed").get("ids")));
        ModelFolder folder = new ModelFolder(Golden.folder("small-odd"));
        try (var loaded = LoadedModel.classifier(folder, TestBackends.open(backend))) {
            Encoder encoder = loaded.model().encoder();
            Map<String, float[]> computed =
                    loaded.call(batch, call -> intermediates(encoder, new Recording(call), batch));
            JsonNode tensors = golden.get("tensors");
            tensors.forEach(
                    tensor -> {
                        String name = tensor.get("name").asString();
                        Expected.of(name, tensor).check(computed.getOrDefault(name, new float[0]));
                    });
        }
    }

    private static Map<String, float[]> intermediates(
            Encoder encoder, Recording recording, TokenBatch batch) {
        Call call = recording.call();
        float[] last = call.read(encoder.forward(call, batch, RowSelection.all(batch)));
        Block block = encoder.layer().getFirst();
        int dim = encoder.embeddings().dim();
        float[] kv = recording.resultOf(block.kv_lin());
        Map<String, float[]> seen = new LinkedHashMap<>();
        seen.put("embeddings", recording.resultOf(encoder.embeddings()));
        seen.put("layer.0.attention.q_lin", recording.resultOf(block.q_lin()));
        seen.put("layer.0.attention.k_lin", Expected.columns(kv, 2 * dim, 0, dim));
        seen.put("layer.0.attention.v_lin", Expected.columns(kv, 2 * dim, dim, 2 * dim));
        seen.put("layer.0.attention.context", recording.attention(0));
        seen.put("layer.0.attention.out_lin", recording.resultOf(block.out_lin()));
        seen.put("layer.0.sa_layer_norm", recording.resultOf(block.sa_layer_norm()));
        seen.put("layer.0.ffn.gelu", recording.resultOf(block.lin1()));
        seen.put("layer.0.ffn.lin2", recording.resultOf(block.lin2()));
        seen.put("layer.0.output_layer_norm", recording.resultOf(block.output_layer_norm()));
        seen.put("last_hidden_state", last);
        return seen;
    }
}
