package dev.distil4j.kernels.cpu;

import java.util.Arrays;

/** Weights in half precision. The JDK's conversions compile to the processor's own. */
@SuppressWarnings("ArrayRecordComponent") // a view of weights, never compared
record StoredF16(short[] halves) implements Stored {

    @Override
    public int length() {
        return halves.length;
    }

    @Override
    public long bytes() {
        return (long) halves.length * Short.BYTES;
    }

    /** A loop that the compiler turns into vectors by itself. */
    @Override
    public float[] floats(int from, int count, Workspace workspace) {
        float[] floats = workspace.weights(count);
        for (int i = 0; i < count; i++) {
            floats[i] = Float.float16ToFloat(halves[from + i]);
        }
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
            halves[from + i] = Float.floatToFloat16(floats[i]);
        }
    }
}
