package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;

/** The dearest layer of a masked language model computes what masks need and nothing else. */
class MaskRowsTest {

    private static final int MASK = 4;
    private static final TokenBatch BATCH =
            Batches.pack(
                    List.of(
                            new int[] {2, MASK, 60, 61, 62, 3},
                            new int[] {2, 60, 3},
                            new int[] {2, 66, 60, MASK, MASK, 67, 68, 3}));
    private static final RowSelection MASKS = RowSelection.of(BATCH, 1, 12, 13);

    @ParameterizedTest
    @ValueSource(strings = {"distilbert", "bert"})
    void onlyMasksAreProjected(String architecture, @TempDir Path folder) {
        SeededCheckpoint made = SeededCheckpoint.of(architecture, "MaskedLM", 97, 8);
        ModelFolder files = new ModelFolder(made.write(folder, Golden.folder("small-odd")));
        try (Checkpoint file = files.openWeights();
                var loaded =
                        LoadedModel.load(
                                files.config(),
                                file,
                                TestBackends.open("scalar"),
                                MaskedLanguageModel::load)) {
            MaskedLanguageModel model = loaded.model();
            Recording recording =
                    loaded.call(
                            BATCH,
                            call -> {
                                Recording record = new Recording(call);
                                model.logits(record.call(), BATCH, MASKS);
                                return record;
                            });
            List<Encoder.Block> layer = model.encoder().layer();
            assertThat(recording.resultOf(layer.getFirst().lin1()))
                    .hasSize(BATCH.total() * made.hidden_dim());
            assertThat(recording.resultOf(layer.getLast().lin1()))
                    .hasSize(MASKS.count() * made.hidden_dim());
            assertThat(recording.resultOf(model.vocab_transform()))
                    .hasSize(MASKS.count() * made.dim());
            assertThat(recording.resultOf(model.vocab_projector()))
                    .hasSize(MASKS.count() * made.vocab_size());
        }
    }
}
