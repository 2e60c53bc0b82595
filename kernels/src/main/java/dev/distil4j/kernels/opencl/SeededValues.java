package dev.distil4j.kernels.opencl;

import java.util.SplittableRandom;

/** Normal numbers from a seed, with the spread of weights that keep values around 1 where they are. */
final class SeededValues {

    private static final double DEVIATION = 0.1;

    private final SplittableRandom random = new SplittableRandom(1);

    /** The next so many. */
    float[] next(int count, double mean) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian(mean, DEVIATION);
        }
        return values;
    }
}
