package dev.distil4j.model;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Passes every operation on and keeps its result: by the weights that made it, if it has any. */
final class RecordingCall implements Call {

    private final Call call;
    private final IdentityHashMap<Object, float[]> byWeights = new IdentityHashMap<>();
    private final List<float[]> attentions = new ArrayList<>();

    RecordingCall(Call call) {
        this.call = call;
    }

    /** What the operation with these weights computed. */
    float[] resultOf(Object weights) {
        float[] result = byWeights.get(weights);
        if (result == null) {
            throw new IllegalArgumentException("no operation with " + weights);
        }
        return result;
    }

    /** What the attention of block {@code i} computed. */
    float[] attention(int i) {
        return attentions.get(i);
    }

    private Tensor keep(Object weights, Tensor result) {
        byWeights.put(weights, call.read(result));
        return result;
    }

    @Override
    public Tensor embed(Embeddings embeddings) {
        return keep(embeddings, call.embed(embeddings));
    }

    @Override
    public Tensor linear(Tensor x, Linear weights, Activation activation) {
        return keep(weights, call.linear(x, weights, activation));
    }

    @Override
    public Tensor attention(Tensor q, Tensor kv, int heads, RowSelection queries) {
        Tensor result = call.attention(q, kv, heads, queries);
        attentions.add(call.read(result));
        return result;
    }

    @Override
    public Tensor addNorm(Tensor x, Tensor residual, LayerNorm norm) {
        return keep(norm, call.addNorm(x, residual, norm));
    }

    @Override
    public Tensor rows(Tensor x, RowSelection selection) {
        return call.rows(x, selection);
    }

    @Override
    public Tensor retain(Tensor x) {
        return call.retain(x);
    }

    @Override
    public float[] read(Tensor x) {
        return call.read(x);
    }

    @Override
    public void close() {
        call.close();
    }
}
