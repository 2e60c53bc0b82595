package dev.distil4j.kernels.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.Threads;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
final class CrewTest {

    private static Crew crew(Threads threads) {
        Workspace[] workspaces = new Workspace[threads.count()];
        Arrays.setAll(workspaces, i -> new Workspace());
        return new Crew(threads, threads.count(), workspaces);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyChunkIsRunOnce(int count) {
        try (Crew crew = crew(new Threads(count, JvmBackends.THREE.executor()))) {
            for (int operation = 0; operation < 2_000; operation++) {
                int chunks = operation % 41;
                AtomicIntegerArray runs = new AtomicIntegerArray(41);
                crew.run(chunks, (chunk, _) -> runs.incrementAndGet(chunk));
                for (int chunk = 0; chunk < 41; chunk++) {
                    assertThat(runs.get(chunk)).isEqualTo(chunk < chunks ? 1 : 0);
                }
            }
        }
    }

    @Test
    void helpersWorkBesideTheCallerInWorkspacesOfTheirOwn() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        Set<Workspace> workspaces = ConcurrentHashMap.newKeySet();
        CyclicBarrier allThree = new CyclicBarrier(3);
        try (Crew crew = crew(JvmBackends.THREE)) {
            crew.run(
                    3,
                    (_, workspace) -> {
                        threads.add(Thread.currentThread());
                        workspaces.add(workspace);
                        meet(allThree); // passes only if three threads run a chunk each
                    });
        }
        assertThat(threads).hasSize(3).contains(Thread.currentThread());
        assertThat(workspaces).hasSize(3);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void anExceptionOfACallersChunkReachesTheCaller() {
        try (Crew crew = crew(Threads.callerOnly())) {
            assertThatThrownBy(() -> crew.run(5, (_, _) -> fail("alone")))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("alone");
        }
    }

    @Test
    void anExceptionOfAHelpersChunkReachesTheCallerAndTheCrewGoesOn() {
        Thread caller = Thread.currentThread();
        CyclicBarrier allThree = new CyclicBarrier(3);
        try (Crew crew = crew(JvmBackends.THREE)) {
            for (int repeat = 0; repeat < 20; repeat++) {
                assertThatThrownBy(
                                () ->
                                        crew.run(
                                                3,
                                                (_, _) -> {
                                                    meet(allThree);
                                                    if (!Thread.currentThread().equals(caller)) {
                                                        fail("a helper's");
                                                    }
                                                }))
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage("a helper's");
                AtomicIntegerArray runs = new AtomicIntegerArray(9);
                crew.run(9, (chunk, _) -> runs.incrementAndGet(chunk));
                assertThat(runs).hasToString("[1, 1, 1, 1, 1, 1, 1, 1, 1]");
            }
        }
    }

    @Test
    void anErrorStaysAnError() {
        try (Crew crew = crew(JvmBackends.THREE)) {
            assertThatThrownBy(
                            () ->
                                    crew.run(
                                            7,
                                            (_, _) -> {
                                                throw new StackOverflowError("deep");
                                            }))
                    .isInstanceOf(StackOverflowError.class)
                    .hasMessage("deep");
        }
    }

    private static void fail(String message) {
        throw new UnsupportedOperationException(message);
    }

    @Test
    void moreChunksThanATicketCountsRunInGroups() {
        AtomicInteger runs = new AtomicInteger();
        AtomicLong sum = new AtomicLong();
        int chunks = (1 << 20) + 3;
        try (Crew crew = crew(JvmBackends.THREE)) {
            crew.run(
                    chunks,
                    (chunk, _) -> {
                        runs.incrementAndGet();
                        sum.addAndGet(chunk);
                    });
        }
        assertThat(runs).hasValue(chunks);
        assertThat(sum).hasValue((long) chunks * (chunks - 1) / 2);
    }
}
