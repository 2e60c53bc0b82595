package dev.distil4j.kernels.cpu;

import static dev.distil4j.kernels.cpu.VectorMultiplyAdd.multiplyAdd;

import jdk.incubator.vector.FloatVector;

import java.lang.invoke.VarHandle;

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
 * registers; a seventh row would spill. So would six, were C2 free to load the values of all rows
 * first: a fence between the rows, which is no instruction on x86, keeps it from that and doubles
 * the speed of AVX2. AVX-512 and Arm have thirty-two registers: they don't need the fence, and have
 * room for the two more rows of {@link VectorTallTile}.
 *
 * <p>The loop counts places of a and not k: the place in w follows by one instruction, so a k of six
 * rows takes 25 on AVX2 and not 28.
 *
 * <p>Each sum begins with the bias and takes its terms in the order of k, whatever the height, so
 * its bits do not depend on how rows were grouped.
 */
final class VectorTile {

    /** Columns of a tile and of a panel. */
    static final int WIDTH = 2 * Lanes.COUNT;

    /** Rows of a tile at most: as many as leave all sums in registers. */
    static final int HEIGHT = hasManyRegisters() ? 8 : 6;

    /** Distance of consecutive k in packed rows: a power of two, else range checks stay. */
    static final int STRIDE = 8;

    /** Orders loads where it costs no instruction, by {@value}; elsewhere it is a real barrier. */
    static final String FENCES = "distil4j.vector.fences";

    private static final boolean FENCED =
            Boolean.parseBoolean(
                    System.getProperty(
                            FENCES, String.valueOf(System.getProperty("os.arch").equals("amd64"))));

    private VectorTile() {}

    /** Whether there are thirty-two vector registers and not sixteen: AVX-512 and Arm. */
    private static boolean hasManyRegisters() {
        return Lanes.BITS == 512 || System.getProperty("os.arch").equals("aarch64");
    }

    /** What the tile is here and why. */
    static String shape() {
        return "tiles of %d x 2 vectors, for %d registers; loads %s"
                .formatted(
                        HEIGHT,
                        hasManyRegisters() ? 32 : 16,
                        FENCED ? "fenced, at no cost on this CPU" : "not fenced");
    }

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
            case 7 -> VectorTallTile.multiply7(a, at, w, wt, depth, bias, bt, y, yt, stride);
            case 8 -> VectorTallTile.multiply8(a, at, w, wt, depth, bias, bt, y, yt, stride);
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            keepOrder();
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            keepOrder();
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            keepOrder();
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            keepOrder();
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
        int end = at + depth * STRIDE;
        for (int ak = at, wk = wt; ak < end; ak += STRIDE, wk += WIDTH) {
            FloatVector w0 = FloatVector.fromArray(Lanes.FLOATS, w, wk);
            FloatVector w1 = FloatVector.fromArray(Lanes.FLOATS, w, wk + Lanes.COUNT);
            FloatVector a0 = FloatVector.broadcast(Lanes.FLOATS, a[ak]);
            c00 = multiplyAdd(a0, w0, c00);
            c01 = multiplyAdd(a0, w1, c01);
            keepOrder();
            FloatVector a1 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 1]);
            c10 = multiplyAdd(a1, w0, c10);
            c11 = multiplyAdd(a1, w1, c11);
            keepOrder();
            FloatVector a2 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 2]);
            c20 = multiplyAdd(a2, w0, c20);
            c21 = multiplyAdd(a2, w1, c21);
            keepOrder();
            FloatVector a3 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 3]);
            c30 = multiplyAdd(a3, w0, c30);
            c31 = multiplyAdd(a3, w1, c31);
            keepOrder();
            FloatVector a4 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 4]);
            c40 = multiplyAdd(a4, w0, c40);
            c41 = multiplyAdd(a4, w1, c41);
            keepOrder();
            FloatVector a5 = FloatVector.broadcast(Lanes.FLOATS, a[ak + 5]);
            c50 = multiplyAdd(a5, w0, c50);
            c51 = multiplyAdd(a5, w1, c51);
            keepOrder();
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

    /**
     * Keeps the loads of one row behind those of the row before. C2 would hoist them all to the
     * top, where they need more registers than AVX2 has, and the sums would go to memory and back.
     */
    static void keepOrder() {
        if (FENCED) {
            VarHandle.loadLoadFence();
        }
    }
}
