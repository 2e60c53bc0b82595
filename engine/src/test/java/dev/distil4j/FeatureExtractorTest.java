package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/** Hidden states through the public interface, of a checkpoint that has a head as well. */
final class FeatureExtractorTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));

    private final JsonNode golden = Golden.read("small-odd/golden.json");

    static List<String> backends() {
        return TestBackends.available();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void hiddenStatesEqualTheReference(String backend) {
        String text = golden.get("detailed").get("text").asString();
        JsonNode tensors = golden.get("tensors");
        JsonNode expected = tensors.get(tensors.size() - 1);
        assertThat(expected.get("name").asString()).isEqualTo("last_hidden_state");
        try (var extractor =
                Distil4J.featureExtraction(MODEL, Options.defaults().backend(backend))) {
            Expected.of("last hidden state", expected).check(flat(extractor.extract(text)));
        }
    }

    @Test
    void eachTextGetsItsOwnRows() {
        List<String> texts =
                golden.get("texts").valueStream().map(t -> t.get("text").asString()).toList();
        try (var extractor = Distil4J.featureExtraction(MODEL, Options.defaults())) {
            List<float[][]> together = extractor.extractAll(texts);
            assertThat(together).hasSameSizeAs(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i)).isDeepEqualTo(extractor.extract(texts.get(i)));
                assertThat(together.get(i).length)
                        .isEqualTo(golden.get("texts").get(i).get("ids").size());
            }
        }
    }

    private static float[] flat(float[][] rows) {
        float[] values = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, values, i * rows[i].length, rows[i].length);
        }
        return values;
    }
}
