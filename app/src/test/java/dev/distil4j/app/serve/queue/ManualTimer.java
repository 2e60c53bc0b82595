package dev.distil4j.app.serve.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when a test says so; alarms go off on the thread of the test. */
final class ManualTimer implements Timer {

    private record Call(long at, Runnable call) {}

    private final List<Call> calls = new ArrayList<>();
    private long nanos;

    void pass(Duration time) {
        List<Call> due;
        synchronized (this) {
            nanos += time.toNanos();
            due = calls.stream().filter(call -> call.at() <= nanos).toList();
            calls.removeAll(due);
        }
        due.forEach(call -> call.call().run());
    }

    synchronized int alarms() {
        return calls.size();
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Alarm after(long delay, Runnable run) {
        Call call = new Call(nanos + delay, run);
        calls.add(call);
        return () -> cancel(call);
    }

    private synchronized void cancel(Call call) {
        calls.remove(call);
    }

    @Override
    public void close() {
        // What was not cancelled stays to be seen.
    }
}
