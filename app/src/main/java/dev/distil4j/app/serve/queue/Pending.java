package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.Operation;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.app.serve.task.Timings;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request on its way: which inputs have gone to a batch, and what has come back. Inputs go and
 * results come in their order. The line that it stands in guards the former, the thread that computes
 * owns the latter.
 */
final class Pending<I, R> {

    private final TaskRequest<I, R> request;
    private final Measured measured;
    private final long submitted;
    private final CompletableFuture<TaskResponse<R>> response = new CompletableFuture<>();

    private boolean metOthers;
    private int taken;
    private long left;

    private final List<R> results;
    private long inference;

    /**
     * A request of which nothing is computed yet.
     *
     * @param submitted when
     */
    Pending(TaskRequest<I, R> request, Measured measured, long submitted) {
        this.request = request;
        this.measured = measured;
        this.submitted = submitted;
        left = measured.cost();
        results = new ArrayList<>(request.inputs().size());
    }

    Operation<I, R> operation() {
        return request.operation();
    }

    ServedTask task() {
        return operation().task();
    }

    int inputs() {
        return request.inputs().size();
    }

    I input(int index) {
        return request.inputs().get(index);
    }

    /** What an input costs, in tokens that are computed. */
    long cost(int index) {
        return measured.cost(index);
    }

    /** What all inputs cost. */
    long cost() {
        return measured.cost();
    }

    long submitted() {
        return submitted;
    }

    /** Others were there when it came. */
    void meetsOthers() {
        metOthers = true;
    }

    boolean hasMetOthers() {
        return metOthers;
    }

    /** The next input to compute. */
    int next() {
        return taken;
    }

    /** Hands out the next input. */
    int take() {
        left -= cost(taken);
        return taken++;
    }

    /** Inputs that were not handed out yet. */
    int inputsLeft() {
        return inputs() - taken;
    }

    /** What they cost. */
    long costLeft() {
        return left;
    }

    /** Whether there is a response, or nobody who waits for one. */
    boolean isOver() {
        return response.isDone();
    }

    /** Some of its inputs, and perhaps others', took so long. */
    void computing(long nanos) {
        inference += nanos;
    }

    /** The result of the first input that has none. */
    void deliver(R result, long now) {
        results.add(result);
        if (results.size() == inputs()) {
            long queue = now - submitted - measured.nanos() - inference;
            response.complete(
                    new TaskResponse<>(
                            results,
                            measured.computed(),
                            measured.truncated(),
                            new Timings(measured.nanos(), Math.max(0, queue), inference)));
        }
    }

    void refuse(Refusal refusal) {
        response.completeExceptionally(refusal);
    }

    /** The response, or a {@link Refusal}, or a cancellation. */
    CompletionStage<TaskResponse<R>> response() {
        return response;
    }

    /** Drops what is not computed yet. */
    void cancel() {
        response.cancel(false);
    }
}
