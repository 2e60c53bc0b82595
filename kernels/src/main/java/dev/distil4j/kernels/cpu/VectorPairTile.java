package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import jdk.incubator.vector.FloatVector;

/**
 * {@link VectorTile} for four to six rows, the tallest that sixteen vector registers hold: two k a
 * turn, a pair of steps, where the loop's own instructions count once for both.
 *
 * <pre>
 *                  w: one panel [depth][WIDTH]
 *                 ┌──────────┬──────────┐
 *        k        │    w0    │    w1    │
 *        k + 1    │    w2    │    w3    │
 *                 └──────────┴──────────┘
 *   a: [depth]    ┌──────────┬──────────┐
 *      [STRIDE]   │   c00    │   c01    │   y: rows of a stride,
 *   a0…5 of k,    │    …     │    …     │      WIDTH columns
 *   b0…5 of k + 1 │   c50    │   c51    │
 *                 └──────────┴──────────┘
 * </pre>
 *
 * <p>Alone on a core a tile waits for its multiply-adds, and a few instructions more cost nothing.
 * Two threads that share a core's front end wait for instructions: there pairs are a tenth faster.
 * Four k a turn, or two with a multiplication and an addition for each step, are beyond what C2
 * inlines: vectors become objects, twenty to thirty times slower.
 */
final class VectorPairTile {

    /** Rows of a tile at least; fewer wait for the weights. */
    static final int LEAST = 4;

    /** Rows of a tile at most. */
    static final int HEIGHT = 6;

    private VectorPairTile() {}

    /** As {@link VectorTile#multiply}, for {@link #LEAST} to {@link #HEIGHT} rows. */
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
            case 4 -> multiply4(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 5 -> multiply5(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 6 -> multiply6(a, at, w, wt, depth, bias, bt, y, yt, stride);
            default -> throw new IllegalArgumentException("a pair tile of " + height + " rows");
        }
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
        int k = 0;
        for (; k < depth - 1; k += 2) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH);
            FloatVector w3 =
                    FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH + Lanes.COUNT);
            FloatVector b0 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE]);
            c00 = multiplyAdd(b0, w2, c00);
            c01 = multiplyAdd(b0, w3, c01);
            VectorTile.keepOrder();
            FloatVector b1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 1]);
            c10 = multiplyAdd(b1, w2, c10);
            c11 = multiplyAdd(b1, w3, c11);
            VectorTile.keepOrder();
            FloatVector b2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 2]);
            c20 = multiplyAdd(b2, w2, c20);
            c21 = multiplyAdd(b2, w3, c21);
            VectorTile.keepOrder();
            FloatVector b3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 3]);
            c30 = multiplyAdd(b3, w2, c30);
            c31 = multiplyAdd(b3, w3, c31);
            VectorTile.keepOrder();
        }
        if (k < depth) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
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
        int k = 0;
        for (; k < depth - 1; k += 2) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH);
            FloatVector w3 =
                    FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH + Lanes.COUNT);
            FloatVector b0 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE]);
            c00 = multiplyAdd(b0, w2, c00);
            c01 = multiplyAdd(b0, w3, c01);
            VectorTile.keepOrder();
            FloatVector b1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 1]);
            c10 = multiplyAdd(b1, w2, c10);
            c11 = multiplyAdd(b1, w3, c11);
            VectorTile.keepOrder();
            FloatVector b2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 2]);
            c20 = multiplyAdd(b2, w2, c20);
            c21 = multiplyAdd(b2, w3, c21);
            VectorTile.keepOrder();
            FloatVector b3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 3]);
            c30 = multiplyAdd(b3, w2, c30);
            c31 = multiplyAdd(b3, w3, c31);
            VectorTile.keepOrder();
            FloatVector b4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 4]);
            c40 = multiplyAdd(b4, w2, c40);
            c41 = multiplyAdd(b4, w3, c41);
            VectorTile.keepOrder();
        }
        if (k < depth) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            VectorTile.keepOrder();
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
        int k = 0;
        for (; k < depth - 1; k += 2) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            VectorTile.keepOrder();
            FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 5]);
            c50 = multiplyAdd(a5, w0, c50);
            c51 = multiplyAdd(a5, w1, c51);
            VectorTile.keepOrder();
            FloatVector w2 = FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH);
            FloatVector w3 =
                    FloatVector.fromArray(Lanes.FLOATS, w, wk + VectorTile.WIDTH + Lanes.COUNT);
            FloatVector b0 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE]);
            c00 = multiplyAdd(b0, w2, c00);
            c01 = multiplyAdd(b0, w3, c01);
            VectorTile.keepOrder();
            FloatVector b1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 1]);
            c10 = multiplyAdd(b1, w2, c10);
            c11 = multiplyAdd(b1, w3, c11);
            VectorTile.keepOrder();
            FloatVector b2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 2]);
            c20 = multiplyAdd(b2, w2, c20);
            c21 = multiplyAdd(b2, w3, c21);
            VectorTile.keepOrder();
            FloatVector b3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 3]);
            c30 = multiplyAdd(b3, w2, c30);
            c31 = multiplyAdd(b3, w3, c31);
            VectorTile.keepOrder();
            FloatVector b4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 4]);
            c40 = multiplyAdd(b4, w2, c40);
            c41 = multiplyAdd(b4, w3, c41);
            VectorTile.keepOrder();
            FloatVector b5 = FloatVector.broadcast(Lanes.FLOATS, a[ak + VectorTile.STRIDE + 5]);
            c50 = multiplyAdd(b5, w2, c50);
            c51 = multiplyAdd(b5, w3, c51);
            VectorTile.keepOrder();
        }
        if (k < depth) {
            int wk = wt + k * VectorTile.WIDTH;
            int ak = at + k * VectorTile.STRIDE;
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            VectorTile.keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            VectorTile.keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            VectorTile.keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            VectorTile.keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            VectorTile.keepOrder();
            FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 5]);
            c50 = multiplyAdd(a5, w0, c50);
            c51 = multiplyAdd(a5, w1, c51);
            VectorTile.keepOrder();
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
