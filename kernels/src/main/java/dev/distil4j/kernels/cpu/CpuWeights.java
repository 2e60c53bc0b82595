package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Weights;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/** Weights as heap arrays, in panels as wide as the backend's product kernel. */
final class CpuWeights implements Weights {

    private final CpuBackend backend;
    private final int panelWidth;
    private long values;
    private volatile boolean closed;

    CpuWeights(CpuBackend backend) {
        this.backend = backend;
        panelWidth = backend.panelWidth();
    }

    /**
     * Checks that a call of {@code caller} may use these weights.
     *
     * @throws IllegalArgumentException if they are another backend's
     * @throws IllegalStateException if they are closed
     */
    void requireUsableBy(CpuBackend caller) {
        if (!backend.equals(caller)) {
            throw new IllegalArgumentException(
                    "the weights were prepared by a backend %s that is not the call's; prepare them with that one"
                            .formatted(backend.name()));
        }
        requireOpen();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the weights are closed");
        }
    }

    @Override
    public Linear linear(Matrix weight, float[] bias) {
        requireOpen();
        int out = weight.rows();
        int in = weight.cols();
        if (bias.length != out) {
            throw new IllegalArgumentException(
                    "a bias of %d values for %d outputs".formatted(bias.length, out));
        }
        int padded = Math.ceilDiv(out, panelWidth) * panelWidth;
        float[] panels = new float[Math.multiplyExact(padded, in)];
        float[] rows = new float[Math.min(panelWidth, out) * in];
        for (int first = 0; first < out; first += panelWidth) {
            int count = Math.min(panelWidth, out - first);
            weight.read((long) first * in, rows, 0, count * in);
            PanelLayout.interleave(rows, count, in, panels, first * in, panelWidth);
        }
        values += panels.length + padded;
        return new CpuLinear(this, in, out, panelWidth, panels, Arrays.copyOf(bias, padded));
    }

    @Override
    public LayerNorm layerNorm(float[] weight, float[] bias, float eps) {
        if (weight.length != bias.length) {
            throw new IllegalArgumentException(
                    "%d weights but %d biases".formatted(weight.length, bias.length));
        }
        requireOpen();
        values += 2L * weight.length;
        return new CpuLayerNorm(this, weight.clone(), bias.clone(), eps);
    }

    @Override
    public Embeddings embeddings(
            Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        if (!(norm instanceof CpuLayerNorm own) || !own.owner().equals(this)) {
            throw new IllegalArgumentException(
                    "the normalisation was prepared elsewhere; prepare it with these weights");
        }
        requireOpen();
        return new CpuEmbeddings(
                this,
                table(word, norm.dim()),
                table(position, norm.dim()),
                type == null ? new float[0] : table(type, norm.dim()),
                own);
    }

    private float[] table(Matrix matrix, int dim) {
        if (matrix.cols() != dim) {
            throw new IllegalArgumentException(
                    "table rows of %d values, normalised as %d".formatted(matrix.cols(), dim));
        }
        float[] table = new float[Math.multiplyExact(matrix.rows(), dim)];
        matrix.read(0, table, 0, table.length);
        values += table.length;
        return table;
    }

    @Override
    public long bytes() {
        return values * Float.BYTES;
    }

    /** The arrays go when the last handle does. */
    @Override
    public void close() {
        closed = true;
    }
}
