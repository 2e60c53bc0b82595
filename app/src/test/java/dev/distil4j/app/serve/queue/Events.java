package dev.distil4j.app.serve.queue;

import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.task.ServedTask;
import dev.distil4j.app.serve.task.Timings;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a queue tells of its requests. */
final class Events implements QueueListener {

    private final List<String> events = new CopyOnWriteArrayList<>();
    private volatile int waiting;

    List<String> all() {
        return List.copyOf(events);
    }

    int waiting() {
        return waiting;
    }

    @Override
    public void admitted(ServedTask task, List<Long> tokens) {
        events.add("admitted " + tokens);
    }

    @Override
    public void answered(ServedTask task, int inputs, Timings timings) {
        events.add("answered " + inputs);
    }

    @Override
    public void failed(ServedTask task, int inputs, ErrorType type) {
        events.add("failed " + inputs + " " + type);
    }

    @Override
    public void cancelled(ServedTask task, int inputs) {
        events.add("cancelled " + inputs);
    }

    @Override
    public void computed(int inputs, long tokens, long nanos) {
        events.add("computed " + inputs + " of " + tokens);
    }

    @Override
    public void waiting(int requests) {
        waiting = requests;
    }
}
