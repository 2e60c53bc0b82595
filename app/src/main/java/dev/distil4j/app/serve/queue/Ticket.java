package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.task.TaskResponse;

import java.util.concurrent.CompletionStage;

/** A request that was let in: its response to come. */
public interface Ticket<R> {

    /**
     * The response, results in the order of the inputs; or, as the cause of a {@link
     * java.util.concurrent.CompletionException}, a {@link dev.distil4j.app.serve.Refusal}, at the
     * deadline at the latest, or a {@link java.util.concurrent.CancellationException}. It comes when
     * the request was counted, on a thread that others wait for: whatever takes time belongs on
     * another.
     */
    CompletionStage<TaskResponse<R>> response();

    /** Drops what is not computed yet, since nobody waits for the response; nothing if it is there. */
    void cancel();
}
