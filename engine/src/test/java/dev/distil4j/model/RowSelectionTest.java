package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Arrays;
import java.util.List;

/** The last layer computes the rows that are asked for, to the bits that they have among all. */
class RowSelectionTest {

    private static final TokenBatch BATCH =
            Batches.pack(
                    Golden.read("small-odd/golden.json")
                            .get("texts")
                            .valueStream()
                            .map(text -> Golden.ints(text.get("ids")))
                            .toList());

    static List<String> backends() {
        return TestBackends.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void firstRowsAreThoseAmongAllRows(String backend) {
        int[] firsts = Arrays.copyOf(BATCH.starts(), BATCH.sequences());
        assertSameBits(backend, RowSelection.first(BATCH), firsts);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void scatteredRowsAreThoseAmongAllRows(String backend) {
        int[] scattered = {1, 3, 4, 11, 12, 13, BATCH.total() - 1};
        assertSameBits(backend, RowSelection.of(BATCH, scattered), scattered);
    }

    private static void assertSameBits(String backend, RowSelection selection, int[] rows) {
        ModelFolder folder = new ModelFolder(Golden.folder("small-odd"));
        try (var loaded = LoadedModel.classifier(folder, TestBackends.open(backend))) {
            Encoder encoder = loaded.model().encoder();
            float[] all = hidden(loaded, RowSelection.all(BATCH));
            float[] selected = hidden(loaded, selection);
            assertThat(selected).isEqualTo(Batches.rows(all, encoder.embeddings().dim(), rows));
        }
    }

    private static float[] hidden(LoadedModel<SequenceClassifier> loaded, RowSelection rows) {
        return loaded.call(
                BATCH, call -> call.read(loaded.model().encoder().forward(call, BATCH, rows)));
    }
}
