package dev.distil4j.kernels;

/**
 * Somewhere to compute: the CPU with plain loops, the CPU with vectors, a GPU.
 *
 * <p>Thread-safe. Within one backend every result has the same bits whatever else is in the batch,
 * however many threads work on it, and however often it was computed before.
 */
public interface Backend extends AutoCloseable {

    /** The name it is chosen by, such as {@code vector-256} or {@code opencl:0}. */
    String name();

    /** What it computes on, such as {@code CPU} or a device with its driver, for people. */
    String device();

    /** What its products are made of on this machine and why, in a line for people. */
    String kernels();

    /** How many threads at most work on one call, the caller's included; at least 1. */
    int threads();

    /**
     * Tokens of a batch that it computes at full speed, at least 1: with fewer it may be idle at
     * times, more only take more memory.
     */
    int batchTokens();

    /** An empty store of prepared weights in float32; the model that fills it closes it. */
    default Weights prepare() {
        return prepare(Precision.F32);
    }

    /** An empty store of prepared weights in that precision; the model that fills it closes it. */
    Weights prepare(Precision precision);

    /**
     * Begins one inference over {@code batch}.
     *
     * @throws IllegalStateException if this backend is closed
     */
    Call begin(TokenBatch batch);

    /**
     * Refuses new calls. Calls that are open go on, and what they use is freed with the last of
     * them and of the prepared weights. Idempotent.
     */
    @Override
    void close();
}
