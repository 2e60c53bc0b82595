package dev.distil4j.app.serve.queue;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The time, in nanoseconds of some origin, and who calls when a time has come. */
interface Timer extends AutoCloseable {

    /** Undoes a call that is to come. */
    @FunctionalInterface
    interface Alarm {
        void cancel();
    }

    long nanos();

    /** Calls after some time, on a thread of its own. */
    Alarm after(long nanos, Runnable call);

    /** There will be no more calls. */
    @Override
    void close();

    /** The time of this system, with one thread for all calls. */
    static Timer system() {
        var calls =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("distil-deadlines").factory(),
                        new ThreadPoolExecutor.DiscardPolicy());
        calls.setRemoveOnCancelPolicy(true);
        calls.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return new Timer() {
            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public Alarm after(long nanos, Runnable call) {
                Future<?> scheduled = calls.schedule(call, nanos, TimeUnit.NANOSECONDS);
                return () -> scheduled.cancel(false);
            }

            @Override
            public void close() {
                calls.shutdown();
            }
        };
    }
}
