package dev.distil4j.app.serve.queue;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The line of requests that have inputs to compute. Each gives one input, then stands at its end again;
 * so who sent one text waits for one text of each other, however many those have.
 *
 * <p>Not thread-safe.
 */
final class RoundRobin {

    /** From this part of a full batch on, a larger one is hardly faster for each token. */
    private static final int WORTHWHILE = 2;

    /** How large a batch may be for its results to come in time for a request. */
    @FunctionalInterface
    interface Room {
        long tokens(Pending<?, ?> request);
    }

    private final int max_batch_tokens;
    private final Deque<Pending<?, ?>> line = new ArrayDeque<>();

    RoundRobin(int max_batch_tokens) {
        this.max_batch_tokens = max_batch_tokens;
    }

    void add(Pending<?, ?> request) {
        line.addLast(request);
    }

    void remove(Pending<?, ?> request) {
        line.remove(request);
    }

    int size() {
        return line.size();
    }

    boolean isEmpty() {
        return line.isEmpty();
    }

    /**
     * What is computed before the last input of a request that would stand at the end of the line, in
     * tokens: as many inputs of each other as it has itself.
     */
    long ahead(int inputs) {
        long tokens = 0;
        for (Pending<?, ?> other : line) {
            int left = other.inputsLeft();
            tokens += other.costLeft() * Math.min(inputs, left) / left;
        }
        return tokens;
    }

    /** Takes those out of the line that match. */
    List<Pending<?, ?>> take(Predicate<Pending<?, ?>> matching) {
        List<Pending<?, ?>> taken = line.stream().filter(matching).toList();
        line.removeAll(taken);
        return taken;
    }

    /**
     * Takes the next inputs to be computed together: the first in line and those behind it with an equal
     * operation, until the next would be too much for the batch or too slow for a request in it. There
     * are further turns until the batch is worthwhile, and no longer: others may come meanwhile.
     * Requests of other operations keep their place, which is the first.
     *
     * @return null if there is none
     */
    @Nullable Batch<?, ?> next(Room room) {
        Pending<?, ?> first = poll();
        if (first == null) {
            return null;
        }
        Batch<?, ?> batch = Batch.of(first);
        long most = Math.min(max_batch_tokens, room.tokens(first));
        requeue(first);
        Deque<Pending<?, ?>> others = new ArrayDeque<>();
        for (Pending<?, ?> request = poll(); request != null; request = poll()) {
            if (!batch.suits(request)) {
                others.addLast(request);
                continue;
            }
            most = Math.min(most, room.tokens(request));
            if (isFull(batch, request, most)) {
                line.addFirst(request);
                break;
            }
            batch.add(request);
            requeue(request);
        }
        while (!others.isEmpty()) {
            line.addFirst(others.removeLast());
        }
        return batch;
    }

    private boolean isFull(Batch<?, ?> batch, Pending<?, ?> request, long most) {
        boolean tooMuch = batch.tokens() + request.cost(request.next()) > most;
        boolean anotherTurn = batch.holds(request);
        boolean worthwhile = batch.tokens() >= max_batch_tokens / WORTHWHILE;
        return tooMuch || (anotherTurn && worthwhile);
    }

    private void requeue(Pending<?, ?> request) {
        if (request.inputsLeft() > 0) {
            line.addLast(request);
        }
    }

    private @Nullable Pending<?, ?> poll() {
        Pending<?, ?> request = line.poll();
        while (request != null && request.isOver()) {
            request = line.poll();
        }
        return request;
    }
}
