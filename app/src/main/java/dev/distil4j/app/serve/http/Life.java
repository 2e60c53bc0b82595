package dev.distil4j.app.serve.http;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the server is in its life, and how many requests have no response yet. */
final class Life {

    /** The states, in their order. */
    enum State {
        STARTING,
        READY,
        ENDING
    }

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile State state = State.STARTING;

    State state() {
        return state;
    }

    synchronized void ready() {
        if (state == State.STARTING) {
            state = State.READY;
        }
    }

    /** Admits no further requests. */
    synchronized void ending() {
        state = State.ENDING;
    }

    void begins() {
        requests.incrementAndGet();
    }

    void ends() {
        if (requests.decrementAndGet() == 0 && state == State.ENDING) {
            done.countDown();
        }
    }

    /** How many requests have no response yet. */
    int requests() {
        return requests.get();
    }

    /**
     * Admits no further requests and waits for the responses of those that are there.
     *
     * @return whether all have one
     */
    boolean end(Duration grace) throws InterruptedException {
        ending();
        if (requests.get() == 0) {
            done.countDown();
        }
        return done.await(grace.toNanos(), TimeUnit.NANOSECONDS);
    }
}
