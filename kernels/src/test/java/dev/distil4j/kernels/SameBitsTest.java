package dev.distil4j.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;

/** A result has the same bits, whatever surrounds it and whoever computes it. */
@ParameterizedClass
@MethodSource("dev.distil4j.kernels.JvmBackends#names")
final class SameBitsTest {

    private static final int[] LENGTHS = {17, 1, 64, 5, 130, 2, 33, 65};

    private final String backend;

    SameBitsTest(String backend) {
        this.backend = backend;
    }

    /** What a strange executor may do with a helper. */
    enum Helpers implements Executor {
        IN_PLACE {
            @Override
            public void execute(Runnable helper) {
                helper.run();
            }
        },
        REJECTED {
            @Override
            public void execute(Runnable helper) {
                throw new RejectedExecutionException("no");
            }
        },
        FORGOTTEN {
            @Override
            public void execute(Runnable helper) {}
        },
        LATE {
            @Override
            public void execute(Runnable helper) {
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    try {
                                        Thread.sleep(2);
                                    } catch (InterruptedException e) {
                                        throw new IllegalStateException(e);
                                    }
                                    helper.run();
                                });
            }
        },
        VIRTUAL {
            @Override
            public void execute(Runnable helper) {
                Thread.startVirtualThread(helper);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aSequenceInABatchIsTheSequenceAlone(int threads) {
        Threads team = threads == 1 ? Threads.callerOnly() : JvmBackends.THREE;
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, team))) {
            int[][] alone = new int[LENGTHS.length][];
            for (int s = 0; s < LENGTHS.length; s++) {
                alone[s] = Bits.of(layer.forward(TinyLayer.batch(LENGTHS[s])));
            }
            // Each sequence stands first, last and everywhere between, in batches of 2 to 8.
            for (int turn = 0; turn < LENGTHS.length; turn++) {
                int first = turn;
                int size = Math.max(2, LENGTHS.length - turn);
                int[] order =
                        IntStream.range(0, size).map(i -> (first + i) % LENGTHS.length).toArray();
                TokenBatch batch =
                        TinyLayer.batch(Arrays.stream(order).map(s -> LENGTHS[s]).toArray());
                float[] together = layer.forward(batch);
                for (int place = 0; place < size; place++) {
                    assertThat(sequence(together, batch, place))
                            .as("length %d at place %d of %d", LENGTHS[order[place]], place, size)
                            .isEqualTo(alone[order[place]]);
                }
            }
        }
    }

    private static int[] sequence(float[] rows, TokenBatch batch, int s) {
        return Bits.of(
                rows, batch.starts()[s] * TinyLayer.DIM, batch.starts()[s + 1] * TinyLayer.DIM);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void rowsThatAreAskedForAreThoseOfAllRows(int threads) {
        Threads team = threads == 1 ? Threads.callerOnly() : JvmBackends.THREE;
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, team))) {
            TokenBatch batch = TinyLayer.batch(LENGTHS);
            float[] all = layer.forward(batch);
            assertRowsOf(all, RowSelection.first(batch), layer, batch);
            assertRowsOf(all, RowSelection.of(batch), layer, batch);
            for (int stride : new int[] {2, 3, 11, 40, 200, 316}) {
                int[] some =
                        IntStream.range(0, batch.total()).filter(r -> r % stride == 1).toArray();
                assertRowsOf(all, RowSelection.of(batch, some), layer, batch);
            }
        }
    }

    private static void assertRowsOf(
            float[] all, RowSelection asked, TinyLayer layer, TokenBatch batch) {
        float[] some = layer.forward(batch, _ -> asked);
        assertThat(some).hasSize(asked.count() * TinyLayer.DIM);
        for (int i = 0; i < asked.count(); i++) {
            int row = asked.row(i) * TinyLayer.DIM;
            assertThat(Bits.of(some, i * TinyLayer.DIM, (i + 1) * TinyLayer.DIM))
                    .as("row %d of %d asked", asked.row(i), asked.count())
                    .isEqualTo(Bits.of(all, row, row + TinyLayer.DIM));
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheBitsOfOne() {
        for (int length : LENGTHS) {
            int[] one = forward(Threads.callerOnly(), length);
            for (int count : new int[] {2, 3, 5}) {
                Threads threads = new Threads(count, JvmBackends.THREE.executor());
                assertThat(forward(threads, length)).as("%d threads", count).isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyExecutorGivesTheBitsOfTheCallerAlone(Helpers helpers) {
        int[] alone = forward(Threads.callerOnly(), LENGTHS);
        for (int repeat = 0; repeat < 3; repeat++) {
            assertThat(forward(new Threads(4, helpers), LENGTHS)).isEqualTo(alone);
        }
    }

    private int[] forward(Threads threads, int... lengths) {
        try (TinyLayer layer = new TinyLayer(JvmBackends.open(backend, threads))) {
            return Bits.of(layer.forward(TinyLayer.batch(lengths)));
        }
    }
}
