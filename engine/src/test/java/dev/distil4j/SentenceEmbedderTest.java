package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;

/** What a sentence embedder does beyond the reference's numbers, of a model without its files. */
class SentenceEmbedderTest {

    private static final List<String> TEXTS =
            List.of("The film was dull.", "", "Good! So very good, it was great fun");

    private final ModelSource source = ModelSource.folder(Golden.folder("small-odd"));
    private final SentenceEmbedder embedder =
            Distil4J.sentenceEmbedding(source, Options.defaults());

    @AfterEach
    void close() {
        embedder.close();
    }

    @Test
    void aModelWithoutFilesOfItsOwnGetsTheMeanAsItIs() {
        assertThat(embedder.options()).isEqualTo(new EmbeddingOptions(Pooling.MEAN, false));
    }

    @ParameterizedTest
    @EnumSource
    void poolingIsThatOfTheHiddenStates(Pooling pooling) {
        try (var extractor = Distil4J.featureExtraction(source, Options.defaults())) {
            for (String text : TEXTS) {
                float[][] rows = extractor.extract(text);
                float[] embedding =
                        embedder.embed(
                                        List.of(TextInput.of(text)),
                                        embedder.options().pooling(pooling))
                                .getFirst();
                assertThat(embedding).hasSameSizeAs(rows[0]);
                for (int i = 0; i < embedding.length; i++) {
                    assertThat(embedding[i]).isEqualTo(pooled(rows, i, pooling));
                }
            }
        }
    }

    private static float pooled(float[][] rows, int column, Pooling pooling) {
        double sum = 0;
        float max = rows[0][column];
        for (float[] row : rows) {
            sum += row[column];
            max = Math.max(max, row[column]);
        }
        return switch (pooling) {
            case MEAN -> (float) (sum / rows.length);
            case CLS -> rows[0][column];
            case MAX -> max;
        };
    }

    @ParameterizedTest
    @EnumSource
    void eachTextGetsTheBitsThatItGetsAlone(Pooling pooling) {
        EmbeddingOptions options = embedder.options().pooling(pooling).normalize(true);
        List<TextInput> inputs = TextInput.all(TEXTS);
        List<float[]> together = embedder.embed(inputs, options);
        for (int i = 0; i < inputs.size(); i++) {
            assertThat(together.get(i))
                    .isEqualTo(embedder.embed(List.of(inputs.get(i)), options).getFirst());
        }
    }

    @Test
    void normalisedEmbeddingsHaveLengthOneAndTheSameDirection() {
        EmbeddingOptions scaled = embedder.options().normalize(true);
        for (TextInput input : TextInput.all(TEXTS)) {
            float[] embedding = embedder.embed(List.of(input), scaled).getFirst();
            double squares = 0;
            for (float value : embedding) {
                squares += (double) value * value;
            }
            assertThat(squares).isCloseTo(1, within(1e-6));
            assertThat(SentenceEmbedder.cosineSimilarity(embedding, embedder.embed(input.text())))
                    .isCloseTo(1, within(1e-6));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 4, 6, 8, 1",
        "1, 0, 0, 2, 0",
        "1, 2, -2, -4, -1",
        "0, 0, 1, 1, 0",
        "0, 0, 0, 0, 0",
        "3, 4, 4, 3, 0.96"
    })
    void theCosineIsThatOfTheAngle(float a, float b, float c, float d, double cosine) {
        assertThat(SentenceEmbedder.cosineSimilarity(new float[] {a, b}, new float[] {c, d}))
                .isCloseTo(cosine, within(1e-15));
    }

    @Test
    void embeddingsOfTwoModelsHaveNoCosine() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SentenceEmbedder.cosineSimilarity(new float[2], new float[3]))
                .withMessage(
                        "vectors of 2 and of 3 dimensions have no angle; compare embeddings of one"
                                + " model");
    }

    @Test
    void aTextThatIsTooLongIsNamed() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> embedder.embedAll(List.of("good", "bad ".repeat(40))))
                .withMessageStartingWith("text 2: ");
    }
}
