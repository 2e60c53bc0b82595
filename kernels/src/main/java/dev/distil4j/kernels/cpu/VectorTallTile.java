package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import jdk.incubator.vector.FloatVector;

/**
 * {@link VectorTile} for seven and eight rows, where a CPU has thirty-two vector registers: eight
 * rows are sixteen sums, two vectors of w and one value of a. Fewer, taller tiles read a panel from
 * the caches less often, and sixteen rows, a short sentence, are two tiles and not three.
 *
 * <pre>
 *                 ┌──────────┬──────────┐
 *        k = 0…   │ vector 0 │ vector 1 │   w: one panel [depth][WIDTH]
 *                 └──────────┴──────────┘
 *   a: [depth]    ┌──────────┬──────────┐
 *      [STRIDE]   │   c00    │   c01    │   y: rows of a stride,
 *                 │    …     │    …     │      WIDTH columns
 *                 │   c70    │   c71    │
 *                 └──────────┴──────────┘
 * </pre>
 */
final class VectorTallTile {

    private VectorTallTile() {}

    static void multiply7(
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
        FloatVector c60 = c00;
        FloatVector c61 = c01;
        int end = at + depth * VectorTile.STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += VectorTile.STRIDE, wk += VectorTile.WIDTH) {
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
            FloatVector a6 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 6]);
            c60 = multiplyAdd(a6, w0, c60);
            c61 = multiplyAdd(a6, w1, c61);
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
        c60.intoArray(y, yt + 6 * stride);
        c61.intoArray(y, yt + 6 * stride + Lanes.COUNT);
    }

    static void multiply8(
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
        FloatVector c60 = c00;
        FloatVector c61 = c01;
        FloatVector c70 = c00;
        FloatVector c71 = c01;
        int end = at + depth * VectorTile.STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += VectorTile.STRIDE, wk += VectorTile.WIDTH) {
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
            FloatVector a6 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 6]);
            c60 = multiplyAdd(a6, w0, c60);
            c61 = multiplyAdd(a6, w1, c61);
            VectorTile.keepOrder();
            FloatVector a7 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 7]);
            c70 = multiplyAdd(a7, w0, c70);
            c71 = multiplyAdd(a7, w1, c71);
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
        c60.intoArray(y, yt + 6 * stride);
        c61.intoArray(y, yt + 6 * stride + Lanes.COUNT);
        c70.intoArray(y, yt + 7 * stride);
        c71.intoArray(y, yt + 7 * stride + Lanes.COUNT);
    }
}
