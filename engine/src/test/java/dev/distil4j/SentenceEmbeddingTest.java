package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Expected;
import dev.distil4j.testing.GoldenModels;
import dev.distil4j.tokenizer.Truncation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The embeddings of sentence-transformers, and their cosines, from its own files. */
class SentenceEmbeddingTest {

    private static final GoldenModels GOLDEN = GoldenModels.of("sentence-embedding.json");

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
    void embeddingsEqualTheReferenceOverTheProjectsVocabulary(String model) throws IOException {
        assertEqualsReference(model);
    }

    @ParameterizedTest
    @MethodSource("real")
    @Tag("data")
    void embeddingsEqualTheReferenceOverRealVocabularies(String model) throws IOException {
        assertEqualsReference(model);
    }

    private void assertEqualsReference(String model) throws IOException {
        // That library cuts texts that are too long without a word.
        Options cutting = options().truncation(Truncation.LONGEST_FIRST);
        try (var embedder = Distil4J.sentenceEmbedding(ModelSource.folder(write(model)), cutting)) {
            List<JsonNode> cases = GOLDEN.cases(model);
            List<TextInput> inputs = cases.stream().map(GoldenModels::input).toList();
            List<float[]> embeddings = embedder.embed(inputs, embedder.options());
            assertThat(embeddings).hasSameSizeAs(cases);
            for (int i = 0; i < cases.size(); i++) {
                Expected.of(inputs.get(i).toString(), cases.get(i).get("embedding"))
                        .check(embeddings.get(i));
            }
            assertCosines(embeddings, cosines(model));
        }
    }

    private Path write(String model) throws IOException {
        GOLDEN.write(model, folder);
        JsonNode files = GOLDEN.golden().get("models").get(model).get("files");
        for (Map.Entry<String, JsonNode> file : files.properties()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            JsonMapper.shared().writeValue(path, file.getValue());
        }
        return folder;
    }

    private static JsonNode cosines(String model) {
        return GOLDEN.golden()
                .get("similarities")
                .valueStream()
                .filter(entry -> entry.get("model").asString().equals(model))
                .findFirst()
                .orElseThrow()
                .get("cosines");
    }

    private static void assertCosines(List<float[]> embeddings, JsonNode expected) {
        for (int i = 0; i < embeddings.size(); i++) {
            for (int k = 0; k < embeddings.size(); k++) {
                assertThat(SentenceEmbedder.cosineSimilarity(embeddings.get(i), embeddings.get(k)))
                        .isCloseTo(expected.get(i).get(k).doubleValue(), within(2e-6));
            }
        }
    }
}
