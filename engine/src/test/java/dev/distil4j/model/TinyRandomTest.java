package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.TestBackends;
import dev.distil4j.testing.TestData;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** A published checkpoint without a head, whose tensors carry no prefix. */
@Tag("data")
class TinyRandomTest {

    private final Path folder = TestData.path("models/tiny-random-distilbert");
    private final JsonNode texts = Golden.read("tiny-random-distilbert.json").get("texts");

    static List<String> backends() {
        return TestBackends.available();
    }

    @Test
    void idsEqualTheReference() {
        WordPieceTokenizer tokenizer =
                Distil4J.tokenizer(ModelSource.folder(folder), Options.defaults());
        assertThat(texts).isNotEmpty();
        for (JsonNode text : texts) {
            assertThat(tokenizer.encode(text.get("text").asString()).ids())
                    .isEqualTo(Golden.ints(text.get("ids")));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void hiddenStatesEqualTheReference(String backend) {
        try (var loaded =
                LoadedModel.encoder(new ModelFolder(folder), TestBackends.open(backend))) {
            for (JsonNode text : texts) {
                TokenBatch batch = TokenBatch.of(Golden.ints(text.get("ids")));
                RowSelection rows = RowSelection.of(batch, Golden.ints(text.get("rows")));
                float[] hidden =
                        loaded.call(
                                batch,
                                call -> call.read(loaded.model().forward(call, batch, rows)));
                Expected.of(text.get("text").asString(), text.get("last_hidden_state"))
                        .check(hidden);
            }
        }
    }

    @Test
    @Tag("opencl")
    void hiddenStatesOnOpenClEqualTheReference() {
        hiddenStatesEqualTheReference(TestBackends.OPENCL);
    }
}
