package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.testing.Expected;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every head of both architectures: the reference's values, alone and among others. */
class HeadsTest {

    @TempDir Path folder;

    static List<HeadCase> cases() {
        return HeadCase.all();
    }

    static Stream<Arguments> casesOnBackends() {
        return cases().stream()
                .flatMap(
                        head ->
                                TestBackends.available().stream()
                                        .map(backend -> Arguments.of(head, backend)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesOnBackends")
    void valuesEqualTheReference(HeadCase head, String backend) {
        head.write(folder);
        try (var loaded = head.open(folder, TestBackends.open(backend))) {
            for (HeadCase.Input input : head.inputs()) {
                Expected.of(input.ids().length + " tokens", input.values())
                        .check(values(loaded, input.batch(), input.rows()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("opencl")
    void valuesOnOpenClEqualTheReference(HeadCase head) {
        valuesEqualTheReference(head, TestBackends.OPENCL);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesOnBackends")
    void aSequenceHasTheSameBitsAloneAndAmongOthers(HeadCase head, String backend) {
        head.write(folder);
        TokenBatch together =
                Batches.pack(
                        head.inputs().stream().map(HeadCase.Input::ids).toList(),
                        head.inputs().stream().map(HeadCase.Input::typeIds).toList());
        List<Integer> wanted = new ArrayList<>();
        List<float[]> alone = new ArrayList<>();
        try (var loaded = head.open(folder, TestBackends.open(backend))) {
            for (int s = 0; s < together.sequences(); s++) {
                HeadCase.Input input = head.inputs().get(s);
                int start = together.starts()[s];
                Arrays.stream(input.rows()).forEach(row -> wanted.add(start + row));
                alone.add(values(loaded, input.batch(), input.rows()));
            }
            int[] rows = wanted.stream().mapToInt(row -> row).toArray();
            assertThat(values(loaded, together, rows)).isEqualTo(Batches.concatenate(alone));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("opencl")
    void aSequenceHasTheSameBitsOnOpenClAloneAndAmongOthers(HeadCase head) {
        aSequenceHasTheSameBitsAloneAndAmongOthers(head, TestBackends.OPENCL);
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("casesOnBackends")
    void wantedRowsHaveTheBitsThatTheyHaveAmongAll(HeadCase head, String backend) {
        if (head.checkpoint().head().equals("SequenceClassification")) {
            return; // wants the first rows and no others
        }
        head.write(folder);
        TokenBatch batch = head.inputs().getLast().batch();
        int[] every = IntStream.range(0, batch.total()).toArray();
        int[] some = {0, 3, 4, 17, batch.total() - 1};
        try (var loaded = head.open(folder, TestBackends.open(backend))) {
            float[] all = values(loaded, batch, every);
            assertThat(values(loaded, batch, some))
                    .isEqualTo(Batches.rows(all, all.length / batch.total(), some));
            assertThat(values(loaded, batch)).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Tag("opencl")
    void wantedRowsHaveTheBitsOnOpenClThatTheyHaveAmongAll(HeadCase head) {
        wantedRowsHaveTheBitsThatTheyHaveAmongAll(head, TestBackends.OPENCL);
    }

    private static float[] values(
            LoadedModel<HeadCase.Values> loaded, TokenBatch batch, int... rows) {
        return loaded.call(
                batch, call -> loaded.model().of(call, batch, RowSelection.of(batch, rows)));
    }
}
