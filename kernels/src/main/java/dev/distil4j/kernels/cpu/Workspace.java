package dev.distil4j.kernels.cpu;

/** What one thread needs beside the tensors: packed operands, widened weights and
 * a few columns of attention scores. */
final class Workspace {

    private float[] packed = {};
    private float[] keys = {};
    private float[] values = {};
    private float[] scores = {};
    private float[] weights = {};
    private float[] edge = {};

    /** The lanes of one vector of any width, for sums in index order. */
    final float[] lanes = new float[64];

    /** A sum for each column of a panel, which is two vectors. */
    final float[] sums = new float[2 * lanes.length];

    float[] packed(int size) {
        packed = atLeast(packed, size);
        return packed;
    }

    float[] keys(int size) {
        keys = atLeast(keys, size);
        return keys;
    }

    float[] values(int size) {
        values = atLeast(values, size);
        return values;
    }

    float[] scores(int size) {
        scores = atLeast(scores, size);
        return scores;
    }

    /** For weights that are not stored as float32: a panel, or a row of a table. */
    float[] weights(int size) {
        weights = atLeast(weights, size);
        return weights;
    }

    /** For a tile that reaches beyond the last column. */
    float[] edge(int size) {
        edge = atLeast(edge, size);
        return edge;
    }

    /** Bytes of all of it. */
    long bytes() {
        long operands = (long) packed.length + keys.length + values.length + weights.length;
        long results = (long) scores.length + edge.length + lanes.length + sums.length;
        return Float.BYTES * (operands + results);
    }

    private static float[] atLeast(float[] buffer, int size) {
        return buffer.length < size ? new float[size] : buffer;
    }
}
