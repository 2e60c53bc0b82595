package dev.distil4j.app.bench;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Weights;
import dev.distil4j.model.Encoder;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Layers, and an encoder, of distilbert-base's shape. Shape decides speed, so their weights are
 * drawn from a seed, with the spread of trained ones. The vocabulary is shorter: of its table only
 * the rows of a text are read.
 */
final class BaseShape {

    static final int DIM = 768;
    static final int HIDDEN_DIM = 3072;
    static final int POSITIONS = 512;
    static final int VOCABULARY = 1024;
    private static final int LAYERS = 6;
    private static final int HEADS = 12;
    private static final double DEVIATION = 0.04;

    private final SplittableRandom random = new SplittableRandom(1);
    private final Weights weights;

    BaseShape(Weights weights) {
        this.weights = weights;
    }

    Linear linear(int in, int out) {
        return weights.linear(Matrix.of(out, in, values(0, out * in)), values(0, out));
    }

    Encoder encoder() {
        var embeddings =
                weights.embeddings(
                        Matrix.of(VOCABULARY, DIM, values(0, VOCABULARY * DIM)),
                        Matrix.of(POSITIONS, DIM, values(0, POSITIONS * DIM)),
                        null,
                        norm());
        List<Encoder.Block> layer = new ArrayList<>();
        for (int i = 0; i < LAYERS; i++) {
            layer.add(
                    new Encoder.Block(
                            linear(DIM, DIM),
                            linear(DIM, 2 * DIM),
                            linear(DIM, DIM),
                            norm(),
                            linear(DIM, HIDDEN_DIM),
                            Activation.GELU,
                            linear(HIDDEN_DIM, DIM),
                            norm()));
        }
        return new Encoder(embeddings, layer, HEADS);
    }

    private LayerNorm norm() {
        return weights.layerNorm(values(1, DIM), values(0, DIM), 1e-12f);
    }

    float[] values(double mean, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) random.nextGaussian(mean, DEVIATION);
        }
        return values;
    }

    /** Floating point operations of the products of a pass in which every row is wanted. */
    static double flop(int tokens) {
        double layers = LAYERS * (4.0 * DIM * DIM + 2.0 * DIM * HIDDEN_DIM);
        double attention = LAYERS * 2.0 * tokens * DIM;
        return 2 * tokens * (layers + attention);
    }
}
