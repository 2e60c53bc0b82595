package dev.distil4j.pipeline;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.model.Encoder;
import dev.distil4j.model.SequenceClassifier;

import java.util.Collections;
import java.util.concurrent.RejectedExecutionException;

/**
 * Has a helper compute with a tiny model while the caller reads the weights of the real one: the
 * first call then finds the kernels compiled, or nearly. What it computes is thrown away.
 *
 * <p>The helper is one of the threads that the calls may have. So a caller who asked for one thread
 * gets no second one, an executor that is busy is not waited for, and one that runs tasks in place
 * does nothing. Closing lets the helper end its step, a few milliseconds, and go.
 */
public final class Rehearsal implements AutoCloseable {

    /** Enough for all kernels to be compiled; loading a model ends most rehearsals earlier. */
    private static final int STEPS = 60;

    /** Tokens of the steps, in turn: tiles of all usual heights. */
    private static final int[] TOKENS = {12, 10, 8, 16};

    /** A head is as wide as those of the real models. */
    private static final int DIM = 64;

    private static final int HIDDEN_DIM = 4 * DIM;
    private static final int VOCABULARY = 8;
    private static final int LAYERS = 2;

    private final Thread caller = Thread.currentThread();
    private final String backend;
    private volatile boolean over;

    private Rehearsal(String backend) {
        this.backend = backend;
    }

    /** Begins, if {@code threads} has a helper. */
    public static Rehearsal begin(String backend, Threads threads) {
        Rehearsal rehearsal = new Rehearsal(backend);
        if (threads.count() > 1) {
            try {
                threads.executor().execute(rehearsal::run);
            } catch (RejectedExecutionException busyOrShutDown) {
                rehearsal.close();
            }
        }
        return rehearsal;
    }

    private void run() {
        if (over || Thread.currentThread().equals(caller)) {
            return;
        }
        try (Backend alone = Backends.named(backend, Threads.callerOnly()).backend();
                Weights weights = alone.prepare()) {
            SequenceClassifier model = tinyModel(weights);
            for (int step = 0; step < STEPS && !over; step++) {
                int[] ids = new int[TOKENS[step % TOKENS.length]];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = (step + i) % VOCABULARY;
                }
                TokenBatch batch = TokenBatch.of(ids);
                try (Call call = alone.begin(batch)) {
                    model.logits(call, batch);
                }
            }
        } catch (RuntimeException e) {
            System.getLogger(Rehearsal.class.getPackageName())
                    .log(System.Logger.Level.DEBUG, "the kernels could not be warmed up", e);
        }
    }

    private static SequenceClassifier tinyModel(Weights weights) {
        LayerNorm norm = weights.layerNorm(values(DIM), values(DIM), 1e-12f);
        Embeddings embeddings =
                weights.embeddings(matrix(VOCABULARY, DIM), matrix(HIDDEN_DIM, DIM), null, norm);
        Encoder.Block block =
                new Encoder.Block(
                        linear(weights, DIM, DIM),
                        linear(weights, 2 * DIM, DIM),
                        linear(weights, DIM, DIM),
                        norm,
                        linear(weights, HIDDEN_DIM, DIM),
                        Activation.GELU,
                        linear(weights, DIM, HIDDEN_DIM),
                        norm);
        return new SequenceClassifier(
                new Encoder(embeddings, Collections.nCopies(LAYERS, block), 1),
                linear(weights, DIM, DIM),
                Activation.RELU,
                linear(weights, 2, DIM));
    }

    private static Linear linear(Weights weights, int out, int in) {
        return weights.linear(matrix(out, in), values(out));
    }

    private static Matrix matrix(int rows, int cols) {
        return Matrix.of(rows, cols, values(rows * cols));
    }

    /** Values around 0 of about the size of trained weights. */
    private static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (i * 31 % 17 - 8) / 64f;
        }
        return values;
    }

    /** Ends it, at the latest after the step that runs. */
    @Override
    public void close() {
        over = true;
    }
}
