package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * Scaled dot-product attention of one head over one sequence, by the register tiles of the product.
 *
 * <p>The head's keys and values are laid out once as panels; then a tile of queries at a time gets
 * its scores over all keys (a few rows, never a square), exp of these, their mix of values, and
 * last the division by the sum of exp, which makes a softmax of it.
 */
final class VectorAttention {

    private VectorAttention() {}

    static void attend(
            float[] q, // [queries.count(), dim]
            float[] kv, // [total, 2·dim]
            int dim,
            int heads,
            int head,
            TokenBatch batch,
            int sequence,
            RowSelection queries,
            float[] y, // [queries.count(), dim]
            Workspace workspace) {
        int from = queries.start(sequence);
        int to = queries.start(sequence + 1);
        if (from == to) {
            return;
        }
        int headDim = dim / heads;
        int column = head * headDim;
        int first = batch.starts()[sequence];
        int length = batch.length(sequence);
        int keyPanels = Math.ceilDiv(length, VectorTile.WIDTH);
        int valuePanels = Math.ceilDiv(headDim, VectorTile.WIDTH);
        float[] keys = workspace.keys(keyPanels * headDim * VectorTile.WIDTH);
        float[] values = workspace.values(valuePanels * length * VectorTile.WIDTH);
        packKeys(kv, first, length, 2 * dim, column, headDim, keys);
        packValues(kv, first, length, 2 * dim, dim + column, headDim, values);

        int width = keyPanels * VectorTile.WIDTH;
        int outWidth = valuePanels * VectorTile.WIDTH;
        float[] scores = workspace.scores(VectorTile.HEIGHT * Math.max(width, outWidth));
        float[] packed = workspace.packed(Math.max(headDim, length) * VectorTile.STRIDE);
        float[] sums = workspace.sums;
        float scale = (float) (1 / Math.sqrt(headDim));
        int tiles = VectorLinear.tiles(to - from);
        for (int tile = 0; tile < tiles; tile++) {
            int row = from + VectorLinear.tileStart(to - from, tiles, tile);
            int height = from + VectorLinear.tileStart(to - from, tiles, tile + 1) - row;
            packQueries(q, row, height, dim, column, headDim, scale, packed);
            multiply(height, packed, keys, headDim, keyPanels, scores, width);
            for (int r = 0; r < height; r++) {
                sums[r] = exponentials(scores, r * width, length, width, workspace.lanes);
            }
            packWeights(scores, width, height, length, packed);
            multiply(height, packed, values, length, valuePanels, scores, outWidth);
            for (int r = 0; r < height; r++) {
                int at = (row + r) * dim + column;
                for (int c = 0; c < headDim; c++) {
                    y[at + c] = scores[r * outWidth + c] / sums[r];
                }
            }
        }
    }

    /** Keys as the columns of panels: {@code [panel][headDim][WIDTH]}, zeros after the last key. */
    private static void packKeys(
            float[] kv, int first, int length, int stride, int column, int headDim, float[] keys) {
        Arrays.fill(
                keys, 0, Math.ceilDiv(length, VectorTile.WIDTH) * headDim * VectorTile.WIDTH, 0f);
        for (int j = 0; j < length; j++) {
            int from = (first + j) * stride + column;
            int at = j / VectorTile.WIDTH * headDim * VectorTile.WIDTH + j % VectorTile.WIDTH;
            for (int c = 0; c < headDim; c++) {
                keys[at + c * VectorTile.WIDTH] = kv[from + c];
            }
        }
    }

    /** Values as they lie, cut into panels: {@code [panel][length][WIDTH]}, zeros after the last. */
    private static void packValues(
            float[] kv,
            int first,
            int length,
            int stride,
            int column,
            int headDim,
            float[] values) {
        for (int c = 0; c < headDim; c += VectorTile.WIDTH) {
            int width = Math.min(VectorTile.WIDTH, headDim - c);
            int panel = c * length;
            for (int j = 0; j < length; j++) {
                int at = panel + j * VectorTile.WIDTH;
                System.arraycopy(kv, (first + j) * stride + column + c, values, at, width);
                Arrays.fill(values, at + width, at + VectorTile.WIDTH, 0f);
            }
        }
    }

    private static void packQueries(
            float[] q,
            int row,
            int height,
            int dim,
            int column,
            int headDim,
            float scale,
            float[] packed) {
        for (int r = 0; r < height; r++) {
            int from = (row + r) * dim + column;
            for (int c = 0; c < headDim; c++) {
                packed[c * VectorTile.STRIDE + r] = q[from + c] * scale;
            }
        }
    }

    private static void packWeights(
            float[] scores, int width, int height, int length, float[] packed) {
        for (int r = 0; r < height; r++) {
            for (int j = 0; j < length; j++) {
                packed[j * VectorTile.STRIDE + r] = scores[r * width + j];
            }
        }
    }

    /** y = a·panels, without bias. */
    private static void multiply(
            int height, float[] a, float[] panels, int depth, int count, float[] y, int stride) {
        for (int panel = 0; panel < count; panel++) {
            VectorTile.multiply(
                    height,
                    a,
                    0,
                    panels,
                    panel * depth * VectorTile.WIDTH,
                    depth,
                    NO_BIAS,
                    0,
                    y,
                    panel * VectorTile.WIDTH,
                    stride);
        }
    }

    private static final float[] NO_BIAS = new float[VectorTile.WIDTH];

    /**
     * Replaces scores by exp(score - max), and the columns of no key by 0.
     *
     * @param width a multiple of a vector, at least {@code length}
     * @return Σ exp(score - max)
     */
    private static float exponentials(
            float[] scores, int from, int length, int width, float[] lanes) {
        Arrays.fill(scores, from + length, from + width, Float.NEGATIVE_INFINITY);
        float max = max(scores, from, width, lanes);
        FloatVector sums = FloatVector.zero(Lanes.FLOATS);
        for (int j = from; j < from + width; j += Lanes.COUNT) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(Lanes.FLOATS, scores, j).sub(max));
            sums = sums.add(e);
            e.intoArray(scores, j);
        }
        return Lanes.sum(sums, lanes);
    }

    private static float max(float[] x, int from, int width, float[] lanes) {
        FloatVector largest = FloatVector.fromArray(Lanes.FLOATS, x, from);
        for (int j = from + Lanes.COUNT; j < from + width; j += Lanes.COUNT) {
            largest = largest.max(FloatVector.fromArray(Lanes.FLOATS, x, j));
        }
        largest.intoArray(lanes, 0);
        float max = lanes[0];
        for (int i = 1; i < Lanes.COUNT; i++) {
            max = Math.max(max, lanes[i]);
        }
        return max;
    }
}
