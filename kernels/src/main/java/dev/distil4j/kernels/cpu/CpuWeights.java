package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.WeightChecks;
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
    private final WeightChecks checks;
    private long bytes;

    CpuWeights(CpuBackend backend, Precision precision) {
        this.backend = backend;
        this.precision = precision;
        checks = new WeightChecks(backend);
        panelWidth = backend.panelWidth();
    }

    /** What they require of whoever adds to them or uses them. */
    WeightChecks checks() {
        return checks;
    }

    @Override
    public Linear linear(Matrix weight, float[] bias) {
        checks.linear(weight, bias);
        int out = weight.rows();
        int in = weight.cols();
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
        checks.layerNorm(weight, bias);
        bytes += 2L * weight.length * Float.BYTES;
        return new CpuLayerNorm(this, weight.clone(), bias.clone(), eps);
    }

    @Override
    public Embeddings embeddings(
            Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        if (!(norm instanceof CpuLayerNorm own) || !own.owner().equals(this)) {
            throw WeightChecks.foreignNorm();
        }
        checks.embeddings(word, position, type, norm);
        return new CpuEmbeddings(
                this,
                table(word, norm.dim()),
                table(position, norm.dim()),
                type == null ? store(0) : table(type, norm.dim()),
                own);
    }

    private Stored table(Matrix matrix, int dim) {
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
        checks.close();
    }
}
