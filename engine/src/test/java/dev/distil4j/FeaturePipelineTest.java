package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.testing.Expected;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.GoldenModels;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** The hidden states of transformers' feature-extraction pipeline. */
class FeaturePipelineTest {

    private static final GoldenModels GOLDEN = GoldenModels.of("feature-extraction.json");

    @TempDir private Path folder;

    /** What models are opened with. */
    Options options() {
        return Options.defaults();
    }

    static List<String> small() {
        return GOLDEN.small();
    }

    static List<String> real() {
        return GOLDEN.real();
    }

    @ParameterizedTest
    @MethodSource("small")
    void featuresEqualThePipelineOverTheProjectsVocabulary(String model) {
        assertEqualsPipeline(model);
    }

    @ParameterizedTest
    @MethodSource("real")
    @Tag("data")
    void featuresEqualThePipelineOverRealVocabularies(String model) {
        assertEqualsPipeline(model);
    }

    private void assertEqualsPipeline(String model) {
        ModelSource source = ModelSource.folder(GOLDEN.write(model, folder));
        try (var extractor = Distil4J.featureExtraction(source, options())) {
            List<JsonNode> cases = GOLDEN.cases(model);
            List<TextInput> inputs = cases.stream().map(GoldenModels::input).toList();
            List<float[][]> features = extractor.extract(inputs);
            assertThat(features).hasSameSizeAs(cases);
            for (int i = 0; i < cases.size(); i++) {
                JsonNode expected = cases.get(i);
                assertThat(features.get(i)).hasNumberOfRows(expected.get("tokens").intValue());
                Expected.of(inputs.get(i).toString(), expected.get("features"))
                        .check(rows(features.get(i), Golden.ints(expected.get("rows"))));
            }
        }
    }

    private static float[] rows(float[][] features, int[] rows) {
        int dim = features[0].length;
        float[] values = new float[rows.length * dim];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(features[rows[i]], 0, values, i * dim, dim);
        }
        return values;
    }
}
