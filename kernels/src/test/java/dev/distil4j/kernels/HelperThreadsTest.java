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
import java.util.concurrent.atomic.AtomicInteger;

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

    /** Threads of its own, which of them came, and how many have not gone home. */
    private record Roster(Executor executor, Set<Thread> seen, AtomicInteger working)
            implements Executor {

        static Roster of(Threads threads) {
            return new Roster(
                    threads.executor(), ConcurrentHashMap.newKeySet(), new AtomicInteger());
        }

        @Override
        public void execute(Runnable helper) {
            working.incrementAndGet();
            executor.execute(
                    () -> {
                        seen.add(Thread.currentThread());
                        helper.run();
                        working.decrementAndGet();
                    });
        }
    }

    @Test
    void areDaemonsThatGoHomeAndSleepOnceTheCallHasEnded() throws InterruptedException {
        Roster roster = Roster.of(Threads.own(3));
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, new Threads(3, roster)))) {
            while (roster.seen().size() < 2) {
                layer.forward(TinyLayer.batch(33, 64, 65, 130));
            }
            assertThat(roster.seen()).allMatch(Thread::isDaemon);
            assertThat(roster.seen())
                    .extracting(Thread::getName)
                    .containsExactlyInAnyOrder("distil4j-helper-1", "distil4j-helper-2");
            while (roster.working().get() > 0) {
                Thread.sleep(1); // the timeout ends a helper that never goes home
            }
            List<Thread> helpers = List.copyOf(roster.seen());
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

    @Test
    void whoeverComesWhileAnotherComputesDoesWithoutTheHelper() {
        AtomicInteger asked = new AtomicInteger();
        Threads two = new Threads(2, _ -> asked.incrementAndGet());
        TokenBatch batch = TinyLayer.batch(130);
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, two))) {
            try (Call first = layer.begin(batch)) {
                layer.forward(batch);
                assertThat(asked).hasValue(0);
                assertThat(first).isNotNull();
            }
            layer.forward(batch);
            assertThat(asked).hasValue(1);
        }
    }
}
