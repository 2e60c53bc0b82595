package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;

/**
 * The reference: plain loops, float in, double accumulation, float out. Every other backend is
 * tested against it; it runs wherever Java does.
 */
public final class ScalarBackend extends CpuBackend {

    /** The name of this backend. */
    public static final String NAME = "scalar";

    /** A backend whose calls are helped by {@code threads}. */
    public ScalarBackend(Threads threads) {
        super(NAME, threads);
    }

    @Override
    public String kernels() {
        return "plain loops";
    }

    @Override
    int panelWidth() {
        return 1;
    }

    @Override
    void widen(short[] halves, int from, int count, float[] floats) {
        ScalarBFloat16.widen(halves, from, count, floats);
    }

    @Override
    void pack(float[] x, int from, int to, int in, int inFrom, int inTo, float[] packed) {}

    @Override
    int packedSize(int rows, int in) {
        return 0;
    }

    @Override
    void multiply(
            float[] x,
            float[] packed,
            int from,
            int to,
            CpuLinear weights,
            int panelFrom,
            int panelTo,
            Activation activation,
            float[] y,
            Workspace workspace) {
        ScalarLinear.multiply(x, from, to, weights, panelFrom, panelTo, activation, y, workspace);
    }

    @Override
    void attention(
            float[] q,
            float[] kv,
            int dim,
            int heads,
            int head,
            TokenBatch batch,
            int sequence,
            RowSelection queries,
            float[] y,
            Workspace workspace) {
        ScalarAttention.attend(q, kv, dim, heads, head, batch, sequence, queries, y);
    }

    @Override
    void addNorm(
            float[] x,
            float[] residual,
            int from,
            int to,
            CpuLayerNorm norm,
            float[] y,
            Workspace workspace) {
        ScalarLayerNorm.addNorm(x, residual, from, to, norm, y);
    }

    @Override
    void norm(float[] x, int from, int to, CpuLayerNorm norm, float[] y, Workspace workspace) {
        ScalarLayerNorm.norm(x, from, to, norm, y);
    }

    @Override
    void embed(
            TokenBatch batch,
            int sequence,
            int from,
            int to,
            CpuEmbeddings tables,
            float[] y,
            Workspace workspace) {
        ScalarEmbeddings.embed(batch, sequence, from, to, tables, y, workspace);
    }
}
