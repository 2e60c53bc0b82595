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

    private final int panelWidth;
    private long values;

    CpuWeights(int panelWidth) {
        this.panelWidth = panelWidth;
    }

    @Override
    public Linear linear(Matrix weight, float[] bias) {
        int out = weight.rows();
        int in = weight.cols();
        if (bias.length != out) {
            throw new IllegalArgumentException(
                    "a bias of %d values for %d outputs".formatted(bias.length, out));
        }
        int padded = Math.ceilDiv(out, panelWidth) * panelWidth;
        float[] panels = new float[Math.multiplyExact(padded, in)];
        float[] row = new float[in];
        for (int o = 0; o < out; o++) {
            weight.read((long) o * in, row, 0, in);
            int at = (o / panelWidth) * in * panelWidth + o % panelWidth;
            for (int k = 0; k < in; k++) {
                panels[at + k * panelWidth] = row[k];
            }
        }
        values += panels.length + padded;
        return new CpuLinear(in, out, panelWidth, panels, Arrays.copyOf(bias, padded));
    }

    @Override
    public LayerNorm layerNorm(float[] weight, float[] bias, float eps) {
        if (weight.length != bias.length) {
            throw new IllegalArgumentException(
                    "%d weights but %d biases".formatted(weight.length, bias.length));
        }
        values += 2L * weight.length;
        return new CpuLayerNorm(weight.clone(), bias.clone(), eps);
    }

    @Override
    public Embeddings embeddings(
            Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        return new CpuEmbeddings(
                table(word, norm.dim()),
                table(position, norm.dim()),
                type == null ? new float[0] : table(type, norm.dim()),
                (CpuLayerNorm) norm);
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

    /** Nothing to free: the arrays go when the last handle does. */
    @Override
    public void close() {}
}
