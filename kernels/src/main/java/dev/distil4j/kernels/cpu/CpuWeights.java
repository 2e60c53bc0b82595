package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.WeightRangeException;
import dev.distil4j.kernels.Weights;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/**
 * Weights as heap arrays, in panels as wide as the backend's product kernel. What is stored in 16
 * bits is narrowed panel by panel: there is never a float32 copy of a matrix.
 */
final class CpuWeights implements Weights {

    /** Values of a table that are read at a time. */
    private static final int BAND = 1 << 14;

    private final CpuBackend backend;
    private final int panelWidth;
    private final Precision precision;
    private long bytes;
    private volatile boolean closed;

    CpuWeights(CpuBackend backend, Precision precision) {
        this.backend = backend;
        this.precision = precision;
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
        Stored panels = store(Math.multiplyExact(padded, in));
        int panel = in * panelWidth;
        float[] rows = new float[Math.min(panelWidth, out) * in];
        Workspace workspace = new Workspace();
        for (int first = 0; first < out; first += panelWidth) {
            int count = Math.min(panelWidth, out - first);
            int from = first * in;
            weight.read(from, rows, 0, count * in);
            requireRange(weight, from, rows, 0, count * in);
            float[] floats = panels.blank(panel, workspace);
            PanelLayout.interleave(rows, count, in, floats, panels.place(from), panelWidth);
            panels.keep(from, panel, floats);
        }
        bytes += panels.bytes() + (long) padded * Float.BYTES;
        return new CpuLinear(this, in, out, panelWidth, panels, Arrays.copyOf(bias, padded));
    }

    @Override
    public LayerNorm layerNorm(float[] weight, float[] bias, float eps) {
        if (weight.length != bias.length) {
            throw new IllegalArgumentException(
                    "%d weights but %d biases".formatted(weight.length, bias.length));
        }
        requireOpen();
        bytes += 2L * weight.length * Float.BYTES;
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
                type == null ? store(0) : table(type, norm.dim()),
                own);
    }

    private Stored table(Matrix matrix, int dim) {
        if (matrix.cols() != dim) {
            throw new IllegalArgumentException(
                    "table rows of %d values, normalised as %d".formatted(matrix.cols(), dim));
        }
        Stored table = store(Math.multiplyExact(matrix.rows(), dim));
        Workspace workspace = new Workspace();
        int band = Math.max(1, BAND / dim) * dim;
        for (int from = 0; from < table.length(); from += band) {
            int count = Math.min(band, table.length() - from);
            float[] floats = table.blank(count, workspace);
            matrix.read(from, floats, table.place(from), count);
            requireRange(matrix, from, floats, table.place(from), count);
            table.keep(from, count, floats);
        }
        bytes += table.bytes();
        return table;
    }

    private Stored store(int length) {
        return switch (precision) {
            case F32 -> new StoredF32(new float[length]);
            case F16 -> new StoredF16(new short[length]);
            case BF16 -> new StoredBF16(new short[length], backend);
        };
    }

    /** Checks {@code count} values of the matrix, the first of which is {@code values[at]}. */
    private void requireRange(Matrix matrix, int from, float[] values, int at, int count) {
        if (precision == Precision.F32) {
            return; // holds every float
        }
        for (int i = 0; i < count; i++) {
            float value = values[at + i];
            if (Math.abs(value) > precision.largest() && !Float.isInfinite(value)) {
                throw new WeightRangeException(
                        "%s: %s in row %d is beyond %s, which ends at %s; choose the precision %s"
                                .formatted(
                                        matrix,
                                        value,
                                        (from + i) / matrix.cols(),
                                        precision,
                                        precision.largest(),
                                        cure(value)));
            }
        }
    }

    private static Precision cure(float value) {
        return Math.abs(value) > Precision.BF16.largest() ? Precision.F32 : Precision.BF16;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** The arrays go when the last handle does. */
    @Override
    public void close() {
        closed = true;
    }
}
