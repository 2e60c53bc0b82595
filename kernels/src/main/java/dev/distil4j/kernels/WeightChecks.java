package dev.distil4j.kernels;

import org.jspecify.annotations.Nullable;

/**
 * What weights require, whatever the backend: the methods named after a {@link Weights} operation have
 * its arguments and refuse, by an {@link IllegalArgumentException} that names them, those that do not
 * fit; all of them refuse, by an {@link IllegalStateException}, what comes after {@link #close}.
 */
public final class WeightChecks {

    private final Backend backend;
    private volatile boolean closed;

    /**
     * @param backend that prepares the weights
     */
    public WeightChecks(Backend backend) {
        this.backend = backend;
    }

    public void linear(Matrix weight, float[] bias) {
        requireOpen();
        if (bias.length != weight.rows()) {
            throw refusal("a bias of %d values for %d outputs", bias.length, weight.rows());
        }
    }

    public void layerNorm(float[] weight, float[] bias) {
        requireOpen();
        if (weight.length != bias.length) {
            throw refusal("%d weights but %d biases", weight.length, bias.length);
        }
    }

    public void embeddings(Matrix word, Matrix position, @Nullable Matrix type, LayerNorm norm) {
        requireOpen();
        requireRows(word, norm.dim());
        requireRows(position, norm.dim());
        if (type != null) {
            requireRows(type, norm.dim());
        }
    }

    /** Of embeddings, when their normalisation was not prepared with the same weights. */
    public static IllegalArgumentException foreignNorm() {
        return refusal("the normalisation was prepared elsewhere; prepare it with these weights");
    }

    private static void requireRows(Matrix table, int dim) {
        if (table.cols() != dim) {
            throw refusal("table rows of %d values, normalised as %d", table.cols(), dim);
        }
    }

    /** Whether a call of {@code caller} may use the weights. */
    public void use(Backend caller) {
        if (!backend.equals(caller)) {
            throw refusal(
                    "the weights were prepared by a backend %s that is not the call's; prepare them"
                            + " with that one",
                    backend.name());
        }
        requireOpen();
    }

    /** Whether they were open until now. */
    public boolean close() {
        boolean open = !closed;
        closed = true;
        return open;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the weights are closed");
        }
    }

    private static IllegalArgumentException refusal(String message, Object... arguments) {
        return new IllegalArgumentException(message.formatted(arguments));
    }
}
