package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.Timings;

import java.util.List;

/**
 * Hears what becomes of requests. For each that is submitted there is exactly one of {@link
 * #answered}, {@link #failed} and {@link #cancelled}. Called by many threads, some of which hold up
 * others: it must be quick, and throw nothing.
 */
public interface QueueListener {

    /** Hears nothing. */
    QueueListener NONE = new QueueListener() {};

    /**
     * A request was let in.
     *
     * @param tokens of each input, before it is cut
     */
    default void admitted(ServedTask task, List<Long> tokens) {}

    /** A request has its results; with those of {@code inputs} texts. */
    default void answered(ServedTask task, int inputs, Timings timings) {}

    /** A request has none: it was not let in, or it failed later. */
    default void failed(ServedTask task, int inputs, ErrorType type) {}

    /** A request was cancelled by its client. */
    default void cancelled(ServedTask task, int inputs) {}

    /**
     * Some inputs were computed together.
     *
     * @param inputs how many
     * @param tokens of all of them
     * @param nanos that it took
     */
    default void computed(int inputs, long tokens, long nanos) {}

    /** So many requests have inputs that wait now. */
    default void waiting(int requests) {}
}
