package dev.distil4j.app.serve.queue;

import dev.distil4j.InputException;
import dev.distil4j.app.serve.ErrorType;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.app.serve.task.TaskRequest;
import dev.distil4j.app.serve.task.TaskResponse;
import dev.distil4j.kernels.DeviceMemoryException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Requests wait here for their model. One thread computes; while a batch runs, the next ones line up,
 * and as soon as it ends whatever waits is the next batch: nobody waits for a batch to fill.
 *
 * <p>A request is let in only if it will probably have its response in time, by how much is to be
 * computed before and how fast that was of late; who can't be served learns it at once, and who can't be
 * any more as soon as that is known. No batch is so large that one of its requests would probably be
 * late. One that was cancelled is not computed. One that fails fails alone.
 *
 * <p>Thread-safe.
 */
public final class ModelQueue implements AutoCloseable {

    private final Computer computer;
    private final QueueLimits limits;
    private final QueueListener listener;
    private final Timer timer;
    private final Thread thread;
    private final Set<Pending<?, ?>> open = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final RoundRobin line;
    private final BatchTimes times;
    private long computing;
    private boolean closing;

    /** A queue in front of a model, which it does not close. */
    public ModelQueue(ServedModel model, QueueLimits limits, QueueListener listener) {
        this(Computer.of(model), limits, listener, Timer.system());
    }

    ModelQueue(Computer computer, QueueLimits limits, QueueListener listener, Timer timer) {
        this.computer = computer;
        this.limits = limits;
        this.listener = listener;
        this.timer = timer;
        line = new RoundRobin(limits.max_batch_tokens());
        times = new BatchTimes(limits.max_batch_tokens());
        thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("distil-model-" + computer.name())
                        .start(this::computeAll);
    }

    /**
     * Counts a request's tokens, on the calling thread, and lets it in or refuses it.
     *
     * @throws Refusal if it is empty, too large, too much at the moment, or comes after the end
     */
    public <I, R> Ticket<R> submit(TaskRequest<I, R> request) {
        try {
            long now = timer.nanos();
            Measured measured = Measured.of(request, computer, limits, timer);
            Pending<I, R> pending = new Pending<>(request, measured, now);
            admit(pending);
            listener.admitted(pending.task(), measured.tokens());
            return watch(pending);
        } catch (Refusal refusal) {
            listener.failed(request.operation().task(), request.inputs().size(), refusal.type());
            throw refusal;
        }
    }

    private void admit(Pending<?, ?> pending) {
        lock.lock();
        try {
            if (closing) {
                throw ending();
            }
            if (!line.isEmpty() || computing > 0) {
                pending.meetsOthers();
                refuseIfTooMuch(pending);
            }
            open.add(pending);
            line.add(pending);
            listener.waiting(line.size());
            change.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Not for who comes to an idle model: it takes a computation to learn a new speed. */
    private void refuseIfTooMuch(Pending<?, ?> pending) {
        if (line.size() >= limits.max_queued_requests()) {
            throw Refusal.overloaded(
                    "%d requests wait already; try again later".formatted(line.size()), 1);
        }
        long waiting = line.ahead(pending.inputs()) + pending.costLeft();
        long batches = Math.ceilDiv(waiting, limits.max_batch_tokens());
        double seconds = times.seconds(computing + waiting, computing == 0 ? batches : batches + 1);
        double late = times.surely(seconds) - timeout();
        if (late > 0) {
            throw Refusal.overloaded(
                    String.format(
                            Locale.ROOT,
                            "the response would take about %.1f s, too long for the timeout of %.1f"
                                    + " s; try again later, or with fewer inputs",
                            seconds,
                            timeout()),
                    Math.clamp((long) Math.ceil(late), 1, 3600));
        }
    }

    /**
     * Sees to it that a request ends in time, and to what is due when it ends; the ticket has its
     * response only then.
     */
    private <R> Ticket<R> watch(Pending<?, R> pending) {
        long left = pending.submitted() + limits.timeout().toNanos() - timer.nanos();
        Timer.Alarm deadline = timer.after(left, () -> pending.refuse(late(pending)));
        return new Admitted<>(
                pending,
                pending.response()
                        .whenComplete(
                                (response, failure) -> {
                                    deadline.cancel();
                                    leave(pending);
                                    tell(pending, response, failure);
                                }));
    }

    private record Admitted<R>(Pending<?, R> request, CompletionStage<TaskResponse<R>> response)
            implements Ticket<R> {
        @Override
        public void cancel() {
            request.cancel();
        }
    }

    private void leave(Pending<?, ?> pending) {
        open.remove(pending);
        lock.lock();
        try {
            line.remove(pending);
            listener.waiting(line.size());
        } finally {
            lock.unlock();
        }
    }

    private void tell(
            Pending<?, ?> pending,
            @Nullable TaskResponse<?> response,
            @Nullable Throwable failure) {
        if (response != null) {
            listener.answered(pending.task(), pending.inputs(), response.timings());
        } else if (failure instanceof Refusal refusal) {
            listener.failed(pending.task(), pending.inputs(), refusal.type());
        } else {
            listener.cancelled(pending.task(), pending.inputs());
        }
    }

    private void computeAll() {
        for (Batch<?, ?> batch = next(); batch != null; batch = next()) {
            compute(batch);
        }
    }

    /** The next batch, as soon as there is one; null when there will be none. */
    private @Nullable Batch<?, ?> next() {
        while (comesMore()) {
            shed();
            Batch<?, ?> batch = begin();
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    private boolean comesMore() {
        lock.lock();
        try {
            while (line.isEmpty() && !closing) {
                change.awaitUninterruptibly();
            }
            return !line.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses whom the next batch would help no more. */
    private void shed() {
        List<Pending<?, ?>> late;
        lock.lock();
        try {
            late = line.take(this::hasWaitedTooLong);
        } finally {
            lock.unlock();
        }
        late.forEach(request -> request.refuse(waitedTooLong()));
    }

    private @Nullable Batch<?, ?> begin() {
        lock.lock();
        try {
            Batch<?, ?> batch = line.next(this::room);
            if (batch != null) {
                computing = batch.tokens();
                listener.waiting(line.size());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its first input alone would take too long by now, and would not have before. */
    private boolean hasWaitedTooLong(Pending<?, ?> request) {
        if (request.next() > 0) {
            return false;
        }
        long cost = request.cost(0);
        return cost > room(request) && cost <= times.tokens(timeout());
    }

    /** How many tokens a batch may have to end before a request's deadline. */
    private long room(Pending<?, ?> request) {
        double passed = (timer.nanos() - request.submitted()) * 1e-9;
        return times.tokens(timeout() - passed);
    }

    private double timeout() {
        return limits.timeout().toNanos() * 1e-9;
    }

    /** Computes a batch; if that fails, input by input, so that others do not share the failure. */
    @SuppressWarnings("CatchThrowable") // whatever it is, the requests behind it want to be served
    private <I, R> void compute(Batch<I, R> batch) {
        List<R> results;
        long start = timer.nanos();
        try {
            results = computer.run(batch.operation(), batch.inputs());
        } catch (Throwable failure) {
            computing(0);
            fail(batch, failure);
            return;
        }
        long now = timer.nanos();
        computed(batch, now - start);
        batch.deliver(results, now, now - start);
    }

    private void computed(Batch<?, ?> batch, long nanos) {
        listener.computed(batch.units().size(), batch.tokens(), nanos);
        lock.lock();
        try {
            times.computed(batch.tokens(), nanos);
            computing = 0; // before there are responses: who has one finds the model idle
        } finally {
            lock.unlock();
        }
    }

    private void computing(long tokens) {
        lock.lock();
        try {
            computing = tokens;
        } finally {
            lock.unlock();
        }
    }

    private <I, R> void fail(Batch<I, R> batch, Throwable failure) {
        List<Batch.Unit<I, R>> units = batch.units();
        if (units.size() == 1) {
            units.getFirst().request().refuse(refusal(units.getFirst(), failure));
            return;
        }
        for (Batch.Unit<I, R> unit : units) {
            if (!unit.request().isOver()) {
                Batch<I, R> alone = unit.alone();
                computing(alone.tokens());
                compute(alone);
            }
        }
    }

    private Refusal refusal(Batch.Unit<?, ?> unit, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        String which = unit.request().inputs() == 1 ? "" : "input %d: ".formatted(unit.index() + 1);
        if (failure instanceof InputException) {
            return new Refusal(
                    ErrorType.VALIDATION,
                    which + Objects.requireNonNull(failure.getMessage()),
                    failure);
        }
        System.getLogger(ModelQueue.class.getPackageName())
                .log(
                        System.Logger.Level.ERROR,
                        "model '%s' failed".formatted(computer.name()),
                        failure);
        String sentence =
                failure.getCause() instanceof DeviceMemoryException
                        ? "model '%s' has no memory for an input of that length; send a shorter one"
                        : "model '%s' failed to compute it; the server's log says why";
        return new Refusal(ErrorType.BACKEND, which + sentence.formatted(computer.name()), failure);
    }

    private Refusal waitedTooLong() {
        return Refusal.overloaded(
                "what was before it took longer than expected, and the timeout of %s ms is too near; try again later"
                        .formatted(limits.timeout().toMillis()),
                1);
    }

    /** Whether it would have been in time, had it come to an idle model. */
    private boolean isLateByOthers(Pending<?, ?> pending) {
        lock.lock();
        try {
            long batches = Math.ceilDiv(pending.cost(), limits.max_batch_tokens());
            double alone = times.seconds(pending.cost(), batches);
            return pending.hasMetOthers() && alone > 0 && alone <= timeout();
        } finally {
            lock.unlock();
        }
    }

    private Refusal late(Pending<?, ?> pending) {
        if (isLateByOthers(pending)) {
            return Refusal.overloaded(
                    "there was no response within the timeout of %s ms, as others took longer than expected; try again later"
                            .formatted(limits.timeout().toMillis()),
                    1);
        }
        return new Refusal(
                ErrorType.TIMEOUT,
                "there was no response within the timeout of %s ms; send fewer inputs at once, or try again later"
                        .formatted(limits.timeout().toMillis()));
    }

    private static Refusal ending() {
        return new Refusal(ErrorType.UNHEALTHY, "the server ends; send the request elsewhere");
    }

    /**
     * Refuses new requests, computes those that wait, and refuses what has no response when the grace
     * period is over. Returns when all have one. Idempotent.
     */
    public void close(Duration grace) {
        lock.lock();
        try {
            closing = true;
            change.signal();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List.copyOf(open).forEach(pending -> pending.refuse(ending()));
        timer.close();
    }

    /** Refuses new requests and those that wait. */
    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
