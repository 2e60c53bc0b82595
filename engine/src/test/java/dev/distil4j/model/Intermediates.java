package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.model.Encoder.Block;
import dev.distil4j.testing.Expected;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the first layer computes on its way, and the last hidden states, by the names of a golden.
 *
 * @param tensors row-major
 */
record Intermediates(Map<String, float[]> tensors) {

    /** Computes a batch, and keeps what the first layer makes of it. */
    static Intermediates of(Encoder encoder, Recording recording, TokenBatch batch) {
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
        return new Intermediates(seen);
    }

    /** Fails if a tensor is missing, surplus, or not that of the reference. */
    void check(JsonNode expected) {
        assertThat(expected.valueStream().map(tensor -> tensor.get("name").asString()))
                .containsExactlyInAnyOrderElementsOf(tensors.keySet());
        for (JsonNode tensor : expected) {
            String name = tensor.get("name").asString();
            Expected.of(name, tensor).check(tensors.get(name));
        }
    }
}
