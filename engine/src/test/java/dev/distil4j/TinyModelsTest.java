package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.SafetensorsFile;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.StoredTensor;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Stream;

/** The tiny models that come with the sources are random, whole, and of the class they say. */
class TinyModelsTest {

    private static final Path FOLDER = Path.of("tiny-models");
    private static final JsonNode CHECKPOINTS = Golden.read("tiny-models.json").get("checkpoints");

    static Collection<String> names() {
        return CHECKPOINTS.propertyNames();
    }

    @ParameterizedTest
    @MethodSource("names")
    void weightsAndConfigurationComeFromTheSeed(String name) {
        var checkpoint = SeededCheckpoint.of(CHECKPOINTS.get(name));
        Path folder = FOLDER.resolve(name);
        JsonNode config = JsonMapper.shared().readTree(folder.resolve("config.json"));
        assertThat(config).isEqualTo(checkpoint.config());
        Map<String, StoredTensor> expected = checkpoint.tensors();
        try (var file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            assertThat(file.names()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            expected.forEach(
                    (tensor, values) ->
                            assertThat(floats(file.tensor(tensor).orElseThrow()))
                                    .isEqualTo(floats(values)));
        }
    }

    private static float[] floats(NamedTensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elementCount())];
        tensor.read(0, values, 0, values.length);
        return values;
    }

    private static float[] floats(StoredTensor tensor) {
        float[] values = new float[tensor.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = tensor.values().at(i);
        }
        return values;
    }

    @Test
    void everyFolderIsOneOfThemAndAllAreSmall() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
                Path inside = FOLDER.relativize(file);
                assertThat(inside.getNameCount() == 1 || names().contains(first(inside)))
                        .as("%s belongs to a model", file)
                        .isTrue();
            }
        }
        assertThat(bytes).isLessThan(500_000);
    }

    private static String first(Path path) {
        return path.getName(0).toString();
    }

    @Test
    void everyTaskHasOneThatItOpens() {
        try (var classifier = Distil4J.textClassification(FOLDER.resolve("classify"));
                var filler = Distil4J.fillMask(FOLDER.resolve("fill-mask"));
                var answerer = Distil4J.questionAnswering(FOLDER.resolve("answer"));
                var tagger = Distil4J.tokenClassification(FOLDER.resolve("tag"))) {
            assertThat(classifier.info().labels()).containsExactly("A", "B", "C");
            assertThat(filler.info().architecture()).isEqualTo("DistilBertForMaskedLM");
            assertThat(answerer.info().architecture()).isEqualTo("DistilBertForQuestionAnswering");
            assertThat(tagger.info().labels()).startsWith("O", "B-X");
        }
        try (var extractor =
                        Distil4J.featureExtraction(
                                ModelSource.folder(FOLDER.resolve("embed")), Options.defaults());
                var entailment = Distil4J.textClassification(FOLDER.resolve("zero-shot"))) {
            assertThat(extractor.extract("A walk by the river")).hasDimensions(7, 18).isNotEmpty();
            assertThat(entailment.info().labels()).contains("entailment");
        }
    }
}
