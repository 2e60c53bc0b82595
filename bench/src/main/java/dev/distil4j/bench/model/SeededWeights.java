package dev.distil4j.bench.model;

import dev.distil4j.loaders.DType;
import dev.distil4j.loaders.SafetensorsWriter;

import java.util.SplittableRandom;

/**
 * Draws the tensors of a checkpoint from a seed: normal numbers, those of LayerNorm's weights
 * around 1. The spread is that of trained weights, so no value overflows or becomes subnormal.
 */
final class SeededWeights {

    private static final double DEVIATION = 0.04;

    private final SplittableRandom random;
    private final SafetensorsWriter writer = new SafetensorsWriter().metadata("format", "pt");

    SeededWeights(long seed) {
        random = new SplittableRandom(seed);
    }

    /** A fully connected layer. */
    SeededWeights linear(String name, int out, int in) {
        return tensor(name + ".weight", 0, out, in).tensor(name + ".bias", 0, out);
    }

    /** A normalisation. */
    SeededWeights layerNorm(String name, int dim) {
        return tensor(name + ".weight", 1, dim).tensor(name + ".bias", 0, dim);
    }

    /** A table of embeddings. */
    SeededWeights embedding(String name, int rows, int dim) {
        return tensor(name + ".weight", 0, rows, dim);
    }

    /** All tensors, ready to be written. */
    SafetensorsWriter writer() {
        return writer;
    }

    private SeededWeights tensor(String name, double mean, long... shape) {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian(mean, DEVIATION);
        }
        writer.tensor(name, DType.F32, values, shape);
        return this;
    }
}
