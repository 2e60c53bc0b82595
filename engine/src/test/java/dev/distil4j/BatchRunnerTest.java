package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.kernels.cpu.ScalarBackend;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A batch for which a device has no memory is computed in parts, whose results keep their order. */
class BatchRunnerTest {

    /** A device with memory for so many tokens and no more. */
    private record Rationed(Backend backend, int tokens) implements Backend {

        static BatchRunner runner(int tokens) {
            return new BatchRunner(new Rationed(new ScalarBackend(Threads.callerOnly()), tokens));
        }

        @Override
        public Call begin(TokenBatch batch) {
            if (batch.total() > tokens) {
                throw new DeviceMemoryException("the device is full");
            }
            return backend.begin(batch);
        }

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public String device() {
            return backend.device();
        }

        @Override
        public String kernels() {
            return backend.kernels();
        }

        @Override
        public int threads() {
            return backend.threads();
        }

        @Override
        public int batchTokens() {
            return 100;
        }

        @Override
        public Weights prepare(Precision precision) {
            return backend.prepare(precision);
        }

        @Override
        public void close() {
            backend.close();
        }
    }

    /** Sequences of those lengths, whose tokens and types are numbered. */
    private static TokenBatch batch(int... lengths) {
        int[] starts = new int[lengths.length + 1];
        for (int s = 0; s < lengths.length; s++) {
            starts[s + 1] = starts[s] + lengths[s];
        }
        int[] ids = new int[starts[lengths.length] + 3]; // longer than it need be
        Arrays.setAll(ids, i -> i);
        int[] typeIds = new int[ids.length];
        Arrays.setAll(typeIds, i -> 100 + i);
        return new TokenBatch(ids, typeIds, starts);
    }

    private static List<String> parts(BatchRunner runner, TokenBatch batch) {
        List<String> parts = new ArrayList<>();
        runner.run(batch, (_, part) -> parts.add(text(part)));
        return parts;
    }

    private static String text(TokenBatch part) {
        int[] ids = Arrays.copyOf(part.ids(), part.total());
        int[] typeIds = Arrays.copyOf(part.typeIds(), part.total());
        return Arrays.toString(part.starts()) + Arrays.toString(ids) + Arrays.toString(typeIds);
    }

    @Test
    void whatFitsIsComputedAtOnce() {
        BatchRunner runner = Rationed.runner(9);
        assertThat(parts(runner, batch(2, 3, 4)))
                .containsExactly(
                        "[0, 2, 5, 9][0, 1, 2, 3, 4, 5, 6, 7, 8]"
                                + "[100, 101, 102, 103, 104, 105, 106, 107, 108]");
        assertThat(runner.batchTokens()).isEqualTo(100);
    }

    @Test
    void whatDoesNotFitIsComputedInHalvesInItsOrder() {
        assertThat(parts(Rationed.runner(4), batch(2, 2, 1, 4)))
                .containsExactly(
                        "[0, 2, 4][0, 1, 2, 3][100, 101, 102, 103]",
                        "[0, 1][4][104]",
                        "[0, 4][5, 6, 7, 8][105, 106, 107, 108]");
    }

    /** By their tokens, not by how many sequences there are. */
    @Test
    void halvesAreAboutAsLarge() {
        assertThat(parts(Rationed.runner(4), batch(4, 1, 1, 1, 1)))
                .extracting(part -> part.substring(0, part.indexOf(']') + 1))
                .containsExactly("[0, 4]", "[0, 1, 2, 3, 4]");
    }

    @Test
    void laterBatchesAreNoLargerThanTheHalves() {
        BatchRunner runner = Rationed.runner(4);
        parts(runner, batch(2, 2, 1, 4));
        assertThat(runner.batchTokens()).isEqualTo(2);
    }

    @Test
    void aSequenceThatDoesNotFitIsTold() {
        List<String> before = new ArrayList<>();
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(
                        () ->
                                Rationed.runner(4)
                                        .run(batch(2, 5, 1), (_, part) -> before.add(text(part))))
                .withMessage(
                        "a text of 5 tokens finds no room: the device is full; take a shorter text,"
                                + " f16 or another backend");
        assertThat(before).containsExactly("[0, 2][0, 1][100, 101]");
    }

    @Test
    void aDeviceThatFailsIsNotAskedAgain() {
        List<TokenBatch> asked = new ArrayList<>();
        assertThatExceptionOfType(BackendException.class)
                .isThrownBy(
                        () ->
                                Rationed.runner(100)
                                        .run(
                                                batch(2, 5, 1),
                                                (_, part) -> {
                                                    asked.add(part);
                                                    throw new DeviceException("the device burns");
                                                }))
                .withMessage("the device burns");
        assertThat(asked).hasSize(1);
    }
}
