package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** What the threads that help do when there is nothing to help with. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
@Timeout(60)
final class HelperThreadsTest {

    private static final Duration IDLE = Duration.ofMillis(300);

    private final ThreadMXBean bean = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private final String backend;

    HelperThreadsTest(String backend) {
        this.backend = backend;
    }

    /** Threads of its own, and which of them came. */
    private record Roster(Executor executor, Set<Thread> present) implements Executor {

        static Roster of(Threads threads) {
            return new Roster(threads.executor(), ConcurrentHashMap.newKeySet());
        }

        @Override
        public void execute(Runnable helper) {
            executor.execute(
                    () -> {
                        present.add(Thread.currentThread());
                        helper.run();
                    });
        }
    }

    @Test
    void areDaemonsThatSleepOnceTheCallHasEnded() throws InterruptedException {
        Roster roster = Roster.of(Threads.own(3));
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, new Threads(3, roster)))) {
            while (roster.present().size() < 2) {
                layer.forward(TinyLayer.batch(33, 64, 65, 130));
            }
            assertThat(roster.present()).allMatch(Thread::isDaemon);
            assertThat(roster.present())
                    .extracting(Thread::getName)
                    .containsExactlyInAnyOrder("distil4j-helper-1", "distil4j-helper-2");
            List<Thread> helpers = List.copyOf(roster.present());
            for (Thread helper : helpers) {
                while (helper.getState() == Thread.State.RUNNABLE) {
                    Thread.sleep(1); // the timeout ends a helper that never rests
                }
            }
            long before = nanosOf(helpers);
            Thread.sleep(IDLE);
            // One that spins would take most of the interval, or half of it on a busy machine.
            assertThat(nanosOf(helpers) - before).isLessThan(IDLE.toNanos() / 20);
        }
    }

    private long nanosOf(List<Thread> threads) {
        return threads.stream()
                .mapToLong(thread -> Math.max(0, bean.getThreadCpuTime(thread.threadId())))
                .sum();
    }
}
