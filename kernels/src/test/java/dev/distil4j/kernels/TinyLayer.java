package dev.distil4j.kernels;

import java.util.function.Function;

/**
 * One layer of an encoder in odd sizes with random weights: every operation, in the order of a
 * model, large enough to be shared among threads.
 */
final class TinyLayer implements AutoCloseable {

    static final int DIM = 72;
    private static final int HEADS = 3;
    private static final int HIDDEN = 150;
    private static final int VOCABULARY = 50;
    private static final int POSITIONS = 130;

    private final Backend backend;
    private final Weights weights;
    private final Embeddings embeddings;
    private final Linear query;
    private final Linear keyValue;
    private final Linear output;
    private final LayerNorm attentionNorm;
    private final Linear up;
    private final Linear down;
    private final LayerNorm outputNorm;
    private int seed;

    TinyLayer(Backend backend) {
        this.backend = backend;
        this.weights = backend.prepare();
        this.embeddings =
                weights.embeddings(
                        matrix(VOCABULARY, DIM), matrix(POSITIONS, DIM), matrix(2, DIM), norm());
        this.query = linear(DIM, DIM);
        this.keyValue = linear(2 * DIM, DIM);
        this.output = linear(DIM, DIM);
        this.attentionNorm = norm();
        this.up = linear(HIDDEN, DIM);
        this.down = linear(DIM, HIDDEN);
        this.outputNorm = norm();
    }

    private Matrix matrix(int rows, int cols) {
        return Matrix.of(rows, cols, RandomValues.normal(seed++, rows * cols, 0.3));
    }

    private Linear linear(int out, int in) {
        return weights.linear(matrix(out, in), RandomValues.normal(seed++, out, 0.3));
    }

    private LayerNorm norm() {
        return weights.layerNorm(
                RandomValues.normal(seed++, DIM, 1, 0.3),
                RandomValues.normal(seed++, DIM, 0.3),
                1e-12f);
    }

    /** Sequences of those lengths; what is in one depends on its length alone. */
    static TokenBatch batch(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        int[] ids = new int[starts[lengths.length]];
        int[] typeIds = new int[ids.length];
        for (int s = 0; s < lengths.length; s++) {
            for (int i = 0; i < lengths[s]; i++) {
                ids[starts[s] + i] = (31 * lengths[s] + 7 * i * i + i) % VOCABULARY;
                typeIds[starts[s] + i] = 2 * i < lengths[s] ? 0 : 1;
            }
        }
        return new TokenBatch(ids, typeIds, starts);
    }

    Call begin(TokenBatch batch) {
        return backend.begin(batch);
    }

    float[] forward(TokenBatch batch) {
        return forward(batch, RowSelection::all);
    }

    /** The rows that {@code asked} selects, [count, DIM]. */
    float[] forward(TokenBatch batch, Function<TokenBatch, RowSelection> asked) {
        RowSelection rows = asked.apply(batch);
        try (Call call = backend.begin(batch)) {
            Tensor x = call.embed(embeddings);
            Tensor kv = call.linear(x, keyValue, Activation.IDENTITY);
            Tensor selected = call.rows(x, rows);
            Tensor q = call.linear(selected, query, Activation.IDENTITY);
            Tensor context = call.attention(q, kv, HEADS, rows);
            Tensor mixed = call.linear(context, output, Activation.TANH);
            Tensor hidden = call.retain(call.addNorm(mixed, selected, attentionNorm));
            Tensor wide = call.linear(hidden, up, Activation.GELU);
            Tensor narrow = call.linear(wide, down, Activation.RELU);
            return call.read(call.addNorm(narrow, hidden, outputNorm));
        }
    }

    @Override
    public void close() {
        weights.close();
        backend.close();
    }
}
