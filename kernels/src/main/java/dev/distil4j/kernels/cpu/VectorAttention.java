package dev.distil4j.kernels.cpu;

import static jdk.incubator.vector.VectorOperators.LT;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;

import jdk.incubator.vector.FloatVector;

import java.util.Arrays;

/**
 * Scaled dot-product attention of one head over one sequence, by the register tiles of the product.
 *
 * <p>Both products are turned on their side, so that what the first one writes is what the second
 * one reads, and a query is a lane from its scores to its sum:
 *
 * <pre>
 *   scores [length][WIDTH] = keys  [length, headDim] · queries [headDim][WIDTH] / √headDim
 *   scores = exp(scores - the largest of their column), sums [WIDTH] = Σ scores
 *   mix   [headDim][WIDTH] = valuesᵀ [headDim, length] · scores [length][WIDTH]
 *   y = mixᵀ / sums
 * </pre>
 *
 * <p>Keys and values are packed once, as the rows of tiles; then {@link VectorTile#WIDTH} queries at
 * a time are the panel: a few columns of scores, never a square.
 */
final class VectorAttention {

    private static final float[] NO_BIAS = new float[VectorTile.WIDTH];

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
        float[] keys = workspace.keys(VectorLinear.packedSize(length, headDim));
        float[] values = workspace.values(VectorLinear.packedSize(headDim, length));
        packKeys(kv, first, length, 2 * dim, column, headDim, keys);
        packValues(kv, first, length, 2 * dim, dim + column, headDim, values);

        float[] panel = workspace.packed(headDim * VectorTile.WIDTH);
        float[] scores = workspace.scores(length * VectorTile.WIDTH);
        float[] sums = workspace.sums;
        float scale = (float) (1 / Math.sqrt(headDim));
        // No loop over values here: it would have this method compiled before those that it calls.
        for (int row = from; row < to; row += VectorTile.WIDTH) {
            int count = Math.min(VectorTile.WIDTH, to - row);
            packQueries(q, row, count, dim, column, headDim, scale, panel);
            multiply(keys, length, panel, headDim, scores);
            for (int lane = 0; lane < VectorTile.WIDTH; lane += Lanes.COUNT) {
                exponentials(scores, lane, length, sums);
            }
            multiply(values, headDim, scores, length, panel);
            divide(panel, headDim, sums);
            unpack(panel, row, count, dim, column, headDim, y);
        }
    }

    /** Keys as the rows of tiles: {@code [tile][headDim][STRIDE]}. */
    private static void packKeys(
            float[] kv, int first, int length, int stride, int column, int headDim, float[] keys) {
        int tiles = VectorLinear.tiles(length);
        for (int tile = 0; tile < tiles; tile++) {
            int key = VectorLinear.tileStart(length, tiles, tile);
            int height = VectorLinear.tileStart(length, tiles, tile + 1) - key;
            int at = tile * headDim * VectorTile.STRIDE;
            int from = (first + key) * stride + column;
            for (int c = 0; c < headDim; c++) {
                for (int r = 0; r < height; r++) {
                    keys[at + c * VectorTile.STRIDE + r] = kv[from + r * stride + c];
                }
            }
        }
    }

    /** Values with their columns as the rows of tiles: {@code [tile][length][STRIDE]}. */
    private static void packValues(
            float[] kv,
            int first,
            int length,
            int stride,
            int column,
            int headDim,
            float[] values) {
        int tiles = VectorLinear.tiles(headDim);
        for (int tile = 0; tile < tiles; tile++) {
            int c = VectorLinear.tileStart(headDim, tiles, tile);
            int height = VectorLinear.tileStart(headDim, tiles, tile + 1) - c;
            int at = tile * length * VectorTile.STRIDE;
            for (int j = 0; j < length; j++) {
                int from = (first + j) * stride + column + c;
                System.arraycopy(kv, from, values, at + j * VectorTile.STRIDE, height);
            }
        }
    }

    /** Queries as the columns of a panel: {@code [headDim][WIDTH]}, zeros after the last. */
    private static void packQueries(
            float[] q,
            int row,
            int count,
            int dim,
            int column,
            int headDim,
            float scale,
            float[] panel) {
        if (count < VectorTile.WIDTH) {
            Arrays.fill(panel, 0, headDim * VectorTile.WIDTH, 0f);
        }
        for (int c = 0; c < headDim; c++) {
            int at = c * VectorTile.WIDTH;
            int from = row * dim + column + c;
            for (int i = 0; i < count; i++) {
                panel[at + i] = q[from + i * dim] * scale;
            }
        }
    }

    /** Columns of a panel [headDim][WIDTH] as the head's part of rows of y. */
    private static void unpack(
            float[] panel, int row, int count, int dim, int column, int headDim, float[] y) {
        for (int i = 0; i < count; i++) {
            int at = (row + i) * dim + column;
            for (int c = 0; c < headDim; c++) {
                y[at + c] = panel[c * VectorTile.WIDTH + i];
            }
        }
    }

    /** y [rows][WIDTH] = packed rows · panel [depth][WIDTH]. */
    private static void multiply(float[] packed, int rows, float[] panel, int depth, float[] y) {
        int tiles = VectorLinear.tiles(rows);
        for (int tile = 0; tile < tiles; tile++) {
            int row = VectorLinear.tileStart(rows, tiles, tile);
            VectorTile.multiply(
                    VectorLinear.tileStart(rows, tiles, tile + 1) - row,
                    packed,
                    tile * depth * VectorTile.STRIDE,
                    panel,
                    0,
                    depth,
                    NO_BIAS,
                    0,
                    y,
                    row * VectorTile.WIDTH,
                    VectorTile.WIDTH);
        }
    }

    /**
     * Replaces a vector's columns of scores [length][WIDTH] by exp(score - the largest of its
     * column), and sums these. One exp in the method and one call of it: with a second the compiler
     * now and then gives up inlining on the way, which takes three times as long. The largest is found
     * by comparing, one instruction where {@code max} has several for zeros and NaN; a NaN that it
     * passes over makes the sum one.
     */
    private static void exponentials(float[] scores, int column, int length, float[] sums) {
        int end = length * VectorTile.WIDTH;
        FloatVector max = FloatVector.fromArray(Lanes.FLOATS, scores, column);
        for (int j = column; j < end; j += VectorTile.WIDTH) {
            FloatVector score = FloatVector.fromArray(Lanes.FLOATS, scores, j);
            max = max.blend(score, max.compare(LT, score));
        }
        FloatVector sum = FloatVector.zero(Lanes.FLOATS);
        for (int j = column; j < end; j += VectorTile.WIDTH) {
            FloatVector score = FloatVector.fromArray(Lanes.FLOATS, scores, j);
            FloatVector e = VectorMath.exp(score.sub(max));
            sum = sum.add(e);
            e.intoArray(scores, j);
        }
        sum.intoArray(sums, column);
    }

    /** Divides each column of x [rows][WIDTH] by its sum. */
    private static void divide(float[] x, int rows, float[] sums) {
        int end = rows * VectorTile.WIDTH;
        for (int j = 0; j < end; j += Lanes.COUNT) {
            FloatVector sum = FloatVector.fromArray(Lanes.FLOATS, sums, j % VectorTile.WIDTH);
            FloatVector.fromArray(Lanes.FLOATS, x, j).div(sum).intoArray(x, j);
        }
    }
}
