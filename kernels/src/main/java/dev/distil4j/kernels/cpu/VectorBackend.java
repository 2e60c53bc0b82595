package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;

/**
 * The CPU backend on the JDK's Vector API: packed panels, register tiles, own exp and erf.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}; ask {@link
 * dev.distil4j.kernels.Backends} for it, which says why it can't be had.
 */
public final class VectorBackend extends CpuBackend {

    /** A backend whose calls are helped by {@code threads}. */
    public VectorBackend(Threads threads) {
        super("vector-" + Lanes.BITS, threads);
    }

    @Override
    public String kernels() {
        return VectorTile.shape();
    }

    @Override
    int panelWidth() {
        return VectorTile.WIDTH;
    }

    @Override
    void widen(short[] halves, int from, int count, float[] floats) {
        VectorBFloat16.widen(halves, from, count, floats);
    }

    @Override
    void pack(float[] x, int from, int to, int in, int inFrom, int inTo, float[] packed) {
        VectorLinear.pack(x, from, to, in, inFrom, inTo, packed);
    }

    @Override
    int packedSize(int rows, int in) {
        return VectorLinear.packedSize(rows, in);
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
        VectorLinear.multiply(
                packed, from, to, weights, panelFrom, panelTo, activation, y, workspace);
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
        VectorAttention.attend(q, kv, dim, heads, head, batch, sequence, queries, y, workspace);
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
        VectorLayerNorm.addNorm(x, residual, from, to, norm, y, workspace.lanes);
    }

    @Override
    void norm(float[] x, int from, int to, CpuLayerNorm norm, float[] y, Workspace workspace) {
        VectorLayerNorm.norm(x, from, to, norm, y, workspace.lanes);
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
        VectorEmbeddings.embed(batch, sequence, from, to, tables, y, workspace);
    }
}
