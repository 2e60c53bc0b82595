package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.task.Operation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Inputs of one or several requests that are computed together, as their operations are equal. */
final class Batch<I, R> {

    private final Operation<I, R> operation;
    private final Set<Pending<I, R>> requests = new LinkedHashSet<>();
    private final List<Unit<I, R>> units = new ArrayList<>();
    private long tokens;

    /** One input of a request. */
    record Unit<I, R>(Pending<I, R> request, int index) {
        I input() {
            return request.input(index);
        }

        /** A batch of its own. */
        Batch<I, R> alone() {
            Batch<I, R> batch = new Batch<>(request.operation());
            batch.put(this);
            return batch;
        }
    }

    private Batch(Operation<I, R> operation) {
        this.operation = operation;
    }

    /** A batch that begins with the next input of a request. */
    static <I, R> Batch<I, R> of(Pending<I, R> first) {
        Batch<I, R> batch = new Batch<>(first.operation());
        batch.take(first);
        return batch;
    }

    /** Whether inputs of this request can be computed with these. */
    boolean suits(Pending<?, ?> request) {
        return operation.equals(request.operation());
    }

    /** Whether the request has an input here already. */
    boolean holds(Pending<?, ?> request) {
        return requests.contains(request);
    }

    /** Takes the next input of a request that {@linkplain #suits suits}, and so is of these types. */
    @SuppressWarnings("unchecked")
    void add(Pending<?, ?> request) {
        take((Pending<I, R>) request);
    }

    private void take(Pending<I, R> request) {
        put(new Unit<>(request, request.take()));
    }

    private void put(Unit<I, R> unit) {
        requests.add(unit.request());
        units.add(unit);
        tokens += unit.request().cost(unit.index());
    }

    Operation<I, R> operation() {
        return operation;
    }

    List<Unit<I, R>> units() {
        return units;
    }

    List<I> inputs() {
        return units.stream().map(Unit::input).toList();
    }

    long tokens() {
        return tokens;
    }

    /** Gives the results to whom they belong. */
    void deliver(List<R> results, long now, long nanos) {
        requests.forEach(request -> request.computing(nanos));
        for (int i = 0; i < units.size(); i++) {
            units.get(i).request().deliver(results.get(i), now);
        }
    }
}
