package dev.distil4j.kernels;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who helps the thread that makes a call.
 *
 * @param count threads at most on one call, the caller's included; 1 means the caller alone
 * @param executor where the {@code count - 1} helpers of a call come from; it may refuse or queue
 *     them, since a call needs none to make progress
 */
public record Threads(int count, Executor executor) {

    /** Requests for help beyond these are refused; a busy pool has enough to do. */
    private static final int WAITING_HELPERS = 256;

    public Threads {
        if (count < 1) {
            throw new IllegalArgumentException("at least 1 thread is needed, not " + count);
        }
    }

    /** The caller's thread alone. */
    public static Threads callerOnly() {
        return new Threads(1, task -> {});
    }

    /**
     * {@code count - 1} daemon threads of its own, started when first needed and ended after ten
     * idle seconds; calls that run at once share them.
     */
    public static Threads own(int count) {
        if (count <= 1) {
            return new Threads(count, task -> {});
        }
        AtomicInteger started = new AtomicInteger();
        ThreadPoolExecutor helpers =
                new ThreadPoolExecutor(
                        count - 1,
                        count - 1,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING_HELPERS),
                        task ->
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("distil4j-helper-" + started.incrementAndGet())
                                        .unstarted(task));
        helpers.allowCoreThreadTimeOut(true);
        return new Threads(count, helpers);
    }
}
