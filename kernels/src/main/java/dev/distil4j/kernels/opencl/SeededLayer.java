package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.Arrays;

/** One layer of an encoder, its heads as wide as those of real models, with weights from a seed. */
final class SeededLayer {

    static final int HEADS = 2;
    static final int DIM = 64 * HEADS;
    private static final int VOCABULARY = 64;
    private static final int POSITIONS = 128;

    private final SeededValues values = new SeededValues();
    private final Weights weights;
    private final LayerNorm norm;
    private final Embeddings embeddings;
    private final Linear query;
    private final Linear keyValue;
    private final Linear output;
    private final Linear up;
    private final Linear down;

    /** Prepares the same weights each time. */
    SeededLayer(Weights weights, int hiddenDim) {
        this.weights = weights;
        norm = weights.layerNorm(values.next(DIM, 1), values.next(DIM, 0), 1e-12f);
        embeddings =
                weights.embeddings(
                        matrix(VOCABULARY, DIM), matrix(POSITIONS, DIM), matrix(2, DIM), norm);
        query = linear(DIM, DIM);
        keyValue = linear(2 * DIM, DIM);
        output = linear(DIM, DIM);
        up = linear(hiddenDim, DIM);
        down = linear(DIM, hiddenDim);
    }

    private Linear linear(int out, int in) {
        return weights.linear(matrix(out, in), values.next(out, 0));
    }

    private Matrix matrix(int rows, int cols) {
        return Matrix.of(rows, cols, values.next(rows * cols, 0));
    }

    /** Sequences of those lengths, at most {@value #POSITIONS}. */
    static TokenBatch batch(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        int[] ids = new int[starts[lengths.length]];
        int[] typeIds = new int[ids.length];
        Arrays.setAll(ids, i -> (7 * i * i + i) % VOCABULARY);
        Arrays.setAll(typeIds, i -> i % 3 / 2);
        return new TokenBatch(ids, typeIds, starts);
    }

    /** The layer's result, values around 1, [total, {@value #DIM}]. */
    Tensor forward(Call call, TokenBatch batch) {
        Tensor x = call.embed(embeddings);
        Tensor q = call.linear(x, query, Activation.IDENTITY);
        Tensor kv = call.linear(x, keyValue, Activation.IDENTITY);
        Tensor context = call.attention(q, kv, HEADS, RowSelection.all(batch));
        Tensor mixed = call.linear(context, output, Activation.IDENTITY);
        Tensor attended = call.addNorm(mixed, x, norm);
        Tensor wide = call.linear(attended, up, Activation.GELU);
        return call.addNorm(call.linear(wide, down, Activation.IDENTITY), attended, norm);
    }
}
