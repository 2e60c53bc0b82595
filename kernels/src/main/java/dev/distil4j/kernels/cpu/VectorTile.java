package dev.distil4j.kernels.cpu;

import jdk.incubator.vector.FloatVector;

/**
 * The register tile that every product is made of: up to six rows of a, two vectors of w.
 *
 * <pre>
 *              w: one panel [depth][WIDTH]
 *                 ┌──────────┬──────────┐
 *        k = 0…   │ vector 0 │ vector 1 │
 *                 └──────────┴──────────┘
 *   a: [depth]    ┌──────────┬──────────┐
 *      [STRIDE]   │   c00    │   c01    │   y: rows of a stride,
 *   rows 0…5 of   │   c10    │   c11    │      WIDTH columns
 *   a tile, side  │    …     │    …     │
 *   by side       │   c50    │   c51    │
 *                 └──────────┴──────────┘
 * </pre>
 *
 * <p>Twelve accumulators, two vectors of w and one value of a fill fifteen of AVX2's sixteen
 * registers; a seventh row would spill. Each sum begins with the bias and takes its terms in the
 * order of k, whatever the height, so its bits do not depend on how rows were grouped.
 */
final class VectorTile {

    /** Columns of a tile and of a panel. */
    static final int WIDTH = 2 * Lanes.COUNT;

    /** Rows of a tile at most. */
    static final int HEIGHT = 6;

    /** Distance of consecutive k in packed rows: a power of two, else range checks stay. */
    static final int STRIDE = 8;

    private VectorTile() {}

    /**
     * y[r, c] = bias[c] + Σₖ a[k, r]·w[k, c] for {@code height} rows and {@link #WIDTH} columns.
     *
     * @param height 1 to {@link #HEIGHT}
     * @param a packed rows, [depth][STRIDE] from {@code at}
     * @param w a panel, [depth][WIDTH] from {@code wt}
     * @param bias WIDTH values from {@code bt}
     * @param y row r begins at {@code yt + r * stride}
     */
    static void multiply(
            int height,
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        switch (height) {
            case 1 -> multiply1(a, at, w, wt, depth, bias, bt, y, yt);
            case 2 -> multiply2(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 3 -> multiply3(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 4 -> multiply4(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 5 -> multiply5(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 6 -> multiply6(a, at, w, wt, depth, bias, bt, y, yt, stride);
            default -> throw new IllegalArgumentException("a tile of " + height + " rows");
        }
    }

    private static void multiply1(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
    }

    private static void multiply2(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 1]);
            c10 = a1.fma(w0, c10);
            c11 = a1.fma(w1, c11);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + Lanes.COUNT);
    }

    private static void multiply3(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 1]);
            c10 = a1.fma(w0, c10);
            c11 = a1.fma(w1, c11);
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 2]);
            c20 = a2.fma(w0, c20);
            c21 = a2.fma(w1, c21);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + Lanes.COUNT);
        c20.intoArray(y, yt + 2 * stride);
        c21.intoArray(y, yt + 2 * stride + Lanes.COUNT);
    }

    private static void multiply4(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 1]);
            c10 = a1.fma(w0, c10);
            c11 = a1.fma(w1, c11);
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 2]);
            c20 = a2.fma(w0, c20);
            c21 = a2.fma(w1, c21);
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 3]);
            c30 = a3.fma(w0, c30);
            c31 = a3.fma(w1, c31);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + Lanes.COUNT);
        c20.intoArray(y, yt + 2 * stride);
        c21.intoArray(y, yt + 2 * stride + Lanes.COUNT);
        c30.intoArray(y, yt + 3 * stride);
        c31.intoArray(y, yt + 3 * stride + Lanes.COUNT);
    }

    private static void multiply5(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        FloatVector c40 = c00;
        FloatVector c41 = c01;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 1]);
            c10 = a1.fma(w0, c10);
            c11 = a1.fma(w1, c11);
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 2]);
            c20 = a2.fma(w0, c20);
            c21 = a2.fma(w1, c21);
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 3]);
            c30 = a3.fma(w0, c30);
            c31 = a3.fma(w1, c31);
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 4]);
            c40 = a4.fma(w0, c40);
            c41 = a4.fma(w1, c41);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + Lanes.COUNT);
        c20.intoArray(y, yt + 2 * stride);
        c21.intoArray(y, yt + 2 * stride + Lanes.COUNT);
        c30.intoArray(y, yt + 3 * stride);
        c31.intoArray(y, yt + 3 * stride + Lanes.COUNT);
        c40.intoArray(y, yt + 4 * stride);
        c41.intoArray(y, yt + 4 * stride + Lanes.COUNT);
    }

    private static void multiply6(
            float[] a,
            int at,
            float[] w,
            int wt,
            int depth,
            float[] bias,
            int bt,
            float[] y,
            int yt,
            int stride) {
        FloatVector c00 = FloatVector.fromArray(Lanes.FLOATS, bias, bt);
        FloatVector c01 = FloatVector.fromArray(Lanes.FLOATS, bias, bt + Lanes.COUNT);
        FloatVector c10 = c00;
        FloatVector c11 = c01;
        FloatVector c20 = c00;
        FloatVector c21 = c01;
        FloatVector c30 = c00;
        FloatVector c31 = c01;
        FloatVector c40 = c00;
        FloatVector c41 = c01;
        FloatVector c50 = c00;
        FloatVector c51 = c01;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wt + k * WIDTH + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE]);
            c00 = a0.fma(w0, c00);
            c01 = a0.fma(w1, c01);
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 1]);
            c10 = a1.fma(w0, c10);
            c11 = a1.fma(w1, c11);
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 2]);
            c20 = a2.fma(w0, c20);
            c21 = a2.fma(w1, c21);
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 3]);
            c30 = a3.fma(w0, c30);
            c31 = a3.fma(w1, c31);
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 4]);
            c40 = a4.fma(w0, c40);
            c41 = a4.fma(w1, c41);
            FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, a[at + k * STRIDE + 5]);
            c50 = a5.fma(w0, c50);
            c51 = a5.fma(w1, c51);
        }
        c00.intoArray(y, yt);
        c01.intoArray(y, yt + Lanes.COUNT);
        c10.intoArray(y, yt + stride);
        c11.intoArray(y, yt + stride + Lanes.COUNT);
        c20.intoArray(y, yt + 2 * stride);
        c21.intoArray(y, yt + 2 * stride + Lanes.COUNT);
        c30.intoArray(y, yt + 3 * stride);
        c31.intoArray(y, yt + 3 * stride + Lanes.COUNT);
        c40.intoArray(y, yt + 4 * stride);
        c41.intoArray(y, yt + 4 * stride + Lanes.COUNT);
        c50.intoArray(y, yt + 5 * stride);
        c51.intoArray(y, yt + 5 * stride + Lanes.COUNT);
    }
}
