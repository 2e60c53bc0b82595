package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Precision;
import dev.distil4j.testing.Golden;

import org.junit.jupiter.api.Test;

import java.util.List;

/** What an open model tells about itself. */
class ModelInfoTest {

    private static final String FOLDER = Golden.folder("small-odd").toString();

    /** Two embedding tables with their norm, two blocks, and the head. */
    private static final long PARAMETERS = (97 + 40 + 2) * 30 + 2 * 6_127 + 31 * 30 + 31 * 3;

    @Test
    void aModelInAFolderIsDescribed() {
        Options options = Options.defaults().backend("scalar").threads(1);
        try (TextClassifier classifier =
                Distil4J.textClassification(new ModelSource.Folder(FOLDER), options)) {
            assertThat(classifier.info())
                    .isEqualTo(
                            new ModelInfo(
                                    FOLDER,
                                    "DistilBertForSequenceClassification",
                                    PARAMETERS,
                                    Precision.F32,
                                    PARAMETERS * Float.BYTES,
                                    40,
                                    List.of("BAD", "MIXED", "GOOD"),
                                    "scalar",
                                    "CPU",
                                    "plain loops",
                                    1,
                                    List.of()));
        }
    }

    @Test
    void moreThreadsThanProcessorsAreNotUsed() {
        try (TextClassifier classifier =
                Distil4J.textClassification(
                        ModelSource.embedded(), Options.defaults().threads(1000))) {
            assertThat(classifier.info().threads())
                    .isEqualTo(Runtime.getRuntime().availableProcessors());
        }
    }

    @Test
    void theEmbeddedModelIsDescribed() {
        try (TextClassifier classifier =
                Distil4J.textClassification(ModelSource.embedded(), Options.defaults())) {
            ModelInfo info = classifier.info();
            assertThat(info.name()).isEqualTo("sst2-small (embedded)");
            assertThat(info.labels()).containsExactly("NEGATIVE", "POSITIVE");
            assertThat(info.max_tokens()).isEqualTo(512);
            assertThat(info.weight_bytes()).isGreaterThanOrEqualTo(4 * info.parameters());
            assertThat(classifier.classify("A gripping, funny film").getFirst().label())
                    .isEqualTo("POSITIVE");
        }
    }
}
