package dev.distil4j.kernels.cpu;

/** Upper halves of float32, widened by zeros. */
final class ScalarBFloat16 {

    private ScalarBFloat16() {}

    static void widen(short[] halves, int from, int count, float[] floats) {
        for (int i = 0; i < count; i++) {
            floats[i] = Float.intBitsToFloat(halves[from + i] << 16);
        }
    }
}
