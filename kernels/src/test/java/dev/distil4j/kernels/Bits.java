package dev.distil4j.kernels;

import java.util.Arrays;

/** Floats as their bits, so that "equal" means the same to the last one, NaN included. */
public final class Bits {

    private Bits() {}

    public static int[] of(float[] values) {
        return of(values, 0, values.length);
    }

    public static int[] of(float[] values, int from, int to) {
        int[] bits = new int[to - from];
        Arrays.setAll(bits, i -> Float.floatToIntBits(values[from + i]));
        return bits;
    }
}
