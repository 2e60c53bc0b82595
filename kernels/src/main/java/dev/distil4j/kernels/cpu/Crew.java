package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Threads;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads that work on one call: the caller, and helpers who join when they come.
 *
 * <p>Waking a parked thread costs more than a small operation, so helpers are woken once for a call
 * and stay until it ends, spinning between its operations. Nobody waits for a helper to arrive: an
 * operation is cut into chunks, everyone present claims chunks until none is left, and the caller
 * alone can finish all. A helper that finds nothing to do for long sleeps in ever longer steps.
 */
final class Crew implements AutoCloseable {

    /** One part of an operation; parts may run at once and in any order. */
    @FunctionalInterface
    interface Part {
        void run(int chunk, Workspace workspace);
    }

    private static final int CHUNK_BITS = 20;
    private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
    private static final int SPINS = 10_000;
    private static final int YIELDS = 50;

    private final Threads threads;
    private final int size;
    private final Workspace[] workspaces;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger present = new AtomicInteger(1);
    private boolean called;
    private volatile boolean closed;

    /**
     * The operation's number, its chunks and the next unclaimed chunk, in one word: a claim by
     * compare-and-set succeeds only in the operation that the claimant has seen.
     */
    private final AtomicLong ticket = new AtomicLong();

    private final AtomicInteger finished = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private Part part = (chunk, workspace) -> {};

    /**
     * A crew of at most {@code size} threads, the caller among them.
     *
     * @param workspaces one for each of them, or more
     */
    Crew(Threads threads, int size, Workspace[] workspaces) {
        this.threads = threads;
        this.size = size;
        this.workspaces = workspaces;
    }

    /** Runs {@code chunks} parts and returns when all are done; only the caller's thread may. */
    void run(int chunks, Part part) {
        if (chunks <= 1 || size == 1) {
            for (int chunk = 0; chunk < chunks; chunk++) {
                part.run(chunk, workspaces[0]);
            }
            return;
        }
        if (chunks > CHUNK_MASK) {
            runInGroups(Math.ceilDiv(chunks, CHUNK_MASK), chunks, part);
            return;
        }
        callHelpers();
        this.part = part;
        finished.set(0);
        long operation = (ticket.get() >>> (2 * CHUNK_BITS)) + 1;
        ticket.set(operation << (2 * CHUNK_BITS) | (long) chunks << CHUNK_BITS);
        work(workspaces[0]);
        for (int idle = 0; finished.get() < chunks; idle++) {
            pause(idle);
        }
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            throw rethrown(thrown);
        }
    }

    private void runInGroups(int size, int chunks, Part part) {
        run(
                Math.ceilDiv(chunks, size),
                (group, workspace) -> {
                    int end = Math.min((group + 1) * size, chunks);
                    for (int chunk = group * size; chunk < end; chunk++) {
                        part.run(chunk, workspace);
                    }
                });
    }

    private static RuntimeException rethrown(Throwable thrown) {
        return switch (thrown) {
            case Error error -> throw error;
            case RuntimeException exception -> exception;
            default -> new IllegalStateException(thrown);
        };
    }

    private void callHelpers() {
        if (called) {
            return;
        }
        called = true;
        try {
            for (int i = 1; i < size; i++) {
                threads.executor().execute(this::help);
            }
        } catch (RejectedExecutionException busyOrShutDown) {
            // The caller does the work alone.
        }
    }

    private void help() {
        if (Thread.currentThread().equals(caller)) {
            return; // an executor that runs tasks in place has nobody to lend
        }
        int place = present.getAndIncrement();
        if (place >= size) {
            return;
        }
        for (int idle = 0; !closed; idle++) {
            if (work(workspaces[place])) {
                idle = 0;
            }
            pause(idle);
        }
    }

    /** Claims and runs chunks until none is left; whether there was one. */
    private boolean work(Workspace workspace) {
        boolean any = false;
        while (true) {
            long seen = ticket.get();
            int chunk = (int) seen & CHUNK_MASK;
            int chunks = (int) (seen >>> CHUNK_BITS) & CHUNK_MASK;
            if (chunk >= chunks) {
                return any;
            }
            Part current = part;
            if (ticket.compareAndSet(seen, seen + 1)) {
                any = true;
                try {
                    current.run(chunk, workspace);
                } catch (Throwable thrown) {
                    failure.compareAndSet(null, thrown);
                } finally {
                    finished.incrementAndGet();
                }
            }
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // a hint only: when cores are short, let others run
    private static void pause(int idle) {
        if (idle < SPINS) {
            Thread.onSpinWait();
        } else if (idle < SPINS + YIELDS) {
            Thread.yield();
        } else {
            LockSupport.parkNanos(Math.min(idle - SPINS - YIELDS, 100) * 1_000L);
        }
    }

    /** Sends the helpers home. */
    @Override
    public void close() {
        closed = true;
    }
}
