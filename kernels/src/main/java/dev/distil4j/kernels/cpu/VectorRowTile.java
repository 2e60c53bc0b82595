package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import jdk.incubator.vector.FloatVector;

/**
 * The register tile of few rows: up to three rows of a, two panels of w at once.
 *
 * <pre>
 *              w: panel p              w: panel p + 1
 *                 ┌──────────┬──────────┐ ┌──────────┬──────────┐
 *        k = 0…   │ vector 0 │ vector 1 │ │ vector 0 │ vector 1 │
 *                 └──────────┴──────────┘ └──────────┴──────────┘
 *   a: [depth]    ┌──────────┬──────────┬──────────┬──────────┐
 *      [STRIDE]   │   c00    │   c01    │   c02    │   c03    │   y: 2·WIDTH columns
 *                 │    …     │    …     │    …     │    …     │
 *                 └──────────┴──────────┴──────────┴──────────┘
 * </pre>
 *
 * <p>So few rows wait for the weights to come from memory. Two panels are two streams, which the
 * processor fetches ahead side by side, and twice as many sums that don't wait for each other. Each
 * sum takes its terms in the order of {@link VectorTile}, so its bits are the same. The loop counts k:
 * counted by places, as there, the second panel's range checks stay.
 */
final class VectorRowTile {

    /** Rows of a tile at most; with more, {@link VectorTile} is as fast. */
    static final int HEIGHT = 3;

    private static final int WIDTH = VectorTile.WIDTH;
    private static final int STRIDE = VectorTile.STRIDE;
    private static final int LANES = Lanes.COUNT;

    private VectorRowTile() {}

    /**
     * y[r, c] = bias[c] + Σₖ a[k, r]·w[k, c] for {@code height} rows and the columns of two panels.
     *
     * @param height 1 to {@link #HEIGHT}
     * @param a packed rows, [depth][STRIDE]
     * @param w panels, [depth][WIDTH] each: one from {@code wt}, the next one behind it
     * @param bias 2·WIDTH values from {@code bt}
     * @param y row r begins at {@code yt + r * stride}
     */
    static void multiply(
            int height,
            float[] a,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        switch (height) {
            case 1 -> multiply1(a, w, wt, depth, bias, bt, y, yt);
            case 2 -> multiply2(a, w, wt, depth, bias, bt, y, yt, stride);
            case 3 -> multiply3(a, w, wt, depth, bias, bt, y, yt, stride);
            default -> throw new IllegalArgumentException("a row tile of " + height + " rows");
        }
    }

    private static void multiply1(
            float[] a, float[] w, int wt, int depth, float[] bias, int bt, float[] y, int yt) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + LANES);
        FloatVector c02 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 3 * LANES);
        int next = wt + depth * WIDTH;
        for (int k = 0; k < depth; k++) {
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE]);
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            c00 = multiplyAdd(a0, w0, c00);
            VectorTile.keepOrder();
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + LANES);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH);
            c02 = multiplyAdd(a0, w2, c02);
            VectorTile.keepOrder();
            FloatVector w3 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH + LANES);
            c03 = multiplyAdd(a0, w3, c03);
            VectorTile.keepOrder();
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + LANES);
        c02.intoArray(y, yt + 2 * LANES);
        c03.intoArray(y, yt + 3 * LANES);
    }

    private static void multiply2(
            float[] a,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + LANES);
        FloatVector c02 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 3 * LANES);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c12 = c02;
        FloatVector c13 = c03;
        int next = wt + depth * WIDTH;
        for (int k = 0; k < depth; k++) {
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE]);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE + 1]);
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            c00 = multiplyAdd(a0, w0, c00);
            c10 = multiplyAdd(a1, w0, c10);
            VectorTile.keepOrder();
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + LANES);
            c01 = multiplyAdd(a0, w1, c01);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH);
            c02 = multiplyAdd(a0, w2, c02);
            c12 = multiplyAdd(a1, w2, c12);
            VectorTile.keepOrder();
            FloatVector w3 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH + LANES);
            c03 = multiplyAdd(a0, w3, c03);
            c13 = multiplyAdd(a1, w3, c13);
            VectorTile.keepOrder();
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + LANES);
        c02.intoArray(y, yt + 2 * LANES);
        c03.intoArray(y, yt + 3 * LANES);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + LANES);
        c12.intoArray(y, yt + stride + 2 * LANES);
        c13.intoArray(y, yt + stride + 3 * LANES);
    }

    private static void multiply3(
            float[] a,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + LANES);
        FloatVector c02 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 2 * LANES);
        FloatVector c03 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + 3 * LANES);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c12 = c02;
        FloatVector c13 = c03;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c22 = c02;
        FloatVector c23 = c03;
        int next = wt + depth * WIDTH;
        for (int k = 0; k < depth; k++) {
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE]);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE + 1]);
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[k * STRIDE + 2]);
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            c00 = multiplyAdd(a0, w0, c00);
            c10 = multiplyAdd(a1, w0, c10);
            c20 = multiplyAdd(a2, w0, c20);
            VectorTile.keepOrder();
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + LANES);
            c01 = multiplyAdd(a0, w1, c01);
            c11 = multiplyAdd(a1, w1, c11);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH);
            c02 = multiplyAdd(a0, w2, c02);
            c12 = multiplyAdd(a1, w2, c12);
            c22 = multiplyAdd(a2, w2, c22);
            VectorTile.keepOrder();
            FloatVector w3 = FloatVector.fromArray(Lanes.FLOATS, w, next + k * WIDTH + LANES);
            c03 = multiplyAdd(a0, w3, c03);
            c13 = multiplyAdd(a1, w3, c13);
            c23 = multiplyAdd(a2, w3, c23);
            VectorTile.keepOrder();
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + LANES);
        c02.intoArray(y, yt + 2 * LANES);
        c03.intoArray(y, yt + 3 * LANES);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + LANES);
        c12.intoArray(y, yt + stride + 2 * LANES);
        c13.intoArray(y, yt + stride + 3 * LANES);
        c20.intoArray(y, yt + 2 * stride);
        c21.intoArray(y, yt + 2 * stride + LANES);
        c22.intoArray(y, yt + 2 * stride + 2 * LANES);
        c23.intoArray(y, yt + 2 * stride + 3 * LANES);
    }
}
