package dev.distil4j.kernels.cpu;

import java.util.Arrays;

/**
 * Weights as the upper halves of float32.
 *
 * @param backend how they are widened: no compiler makes vectors of the plain loop
 */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record StoredBF16(short[] halves, CpuBackend backend) implements Stored {

    /** Set in a NaN that stays one when its lower half goes. */
    private static final int QUIET = 0x0040;

    @Override
    public int length() {
        return halves.length;
    }

    @Override
    public long bytes() {
        return (long) halves.length * Short.BYTES;
    }

    @Override
    public float[] floats(int from, int count, Workspace workspace) {
        float[] floats = workspace.weights(count);
        backend.widen(halves, from, count, floats);
        return floats;
    }

    @Override
    public float[] blank(int count, Workspace workspace) {
        float[] floats = workspace.weights(count);
        Arrays.fill(floats, 0, count, 0);
        return floats;
    }

    @Override
    public int place(int from) {
        return 0;
    }

    @Override
    public void keep(int from, int count, float[] floats) {
        for (int i = 0; i < count; i++) {
            halves[from + i] = narrow(floats[i]);
        }
    }

    /** The nearest upper half; of two that are as near, the even one. */
    private static short narrow(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | QUIET);
        }
        int odd = (bits >>> 16) & 1;
        return (short) ((bits + 0x7FFF + odd) >>> 16);
    }
}
