package dev.distil4j.kernels;

import java.util.Random;

/** Reproducible floats. */
public final class RandomValues {

    private RandomValues() {}

    /** {@code count} normally distributed values with a standard deviation of {@code spread}. */
    public static float[] normal(long seed, int count, double spread) {
        return normal(seed, count, 0, spread);
    }

    public static float[] normal(long seed, int count, double mean, double spread) {
        Random random = new Random(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (mean + spread * random.nextGaussian());
        }
        return values;
    }
}
