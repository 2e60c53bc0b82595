package dev.distil4j;

import static dev.distil4j.testing.ClassifyProgram.BEST;
import static dev.distil4j.testing.ClassifyProgram.EMBEDDED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.testing.FreshJvm;
import dev.distil4j.testing.LogRecords;
import dev.distil4j.testing.ModelCopy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Folders that hold no usable text classifier: one exception, one sentence. */
class BadModelTest {

    private ModelCopy model;

    @BeforeEach
    void copy(@TempDir Path folder) {
        model = ModelCopy.ofGolden("small-odd", folder.resolve("model"));
    }

    @Test
    void aVocabularyLargerThanTheEmbeddingIsRefused() {
        model.vocabulary(pieces -> with(pieces, "surplus"));
        assertRefused(model.folder())
                .hasMessageContaining("98 pieces")
                .hasMessageContaining("only 97");
    }

    @Test
    void aVocabularySmallerThanTheEmbeddingIsTakenAndLogged() {
        model.vocabulary(pieces -> pieces.subList(0, pieces.size() - 1));
        try (LogRecords log = new LogRecords();
                TextClassifier classifier = Distil4J.textClassification(model.folder())) {
            assertThat(classifier.classify("Spaß")).hasSize(3);
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARNING"))
                    .singleElement()
                    .asString()
                    .contains("96 pieces")
                    .contains("97 rows");
        }
    }

    @Test
    void aFolderThatIsAFileIsRefused() {
        assertRefused(model.file("config.json")).hasMessageContaining("this is a file");
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        assertRefused(model.file("nowhere")).hasMessageContaining("no such folder");
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThatThrownBy(
                        () ->
                                Distil4J.textClassification(
                                        new ModelSource.Folder("a\0b"), Options.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no path of a folder");
    }

    @Test
    void aFolderWithoutATokenizerIsRefused() throws IOException {
        Files.delete(model.file("vocab.txt"));
        assertRefused(model.folder()).hasMessageContaining("there is no tokenizer");
    }

    @Test
    void aFolderWithoutWeightsIsRefused() throws IOException {
        Files.delete(model.file("model.safetensors"));
        assertRefused(model.folder()).hasMessageContaining("there is no model.safetensors");
    }

    @Test
    void aFolderWithoutAConfigurationIsRefused() throws IOException {
        Files.delete(model.file("config.json"));
        assertRefused(model.folder()).hasMessageContaining("there is no config.json");
    }

    @Test
    void noHeadsAreRefused() {
        model.config(config -> config.put("n_heads", 0));
        assertRefused(model.folder()).hasMessageContaining("'n_heads' is 0");
    }

    @Test
    void headsThatDoNotDivideTheDimensionAreRefused() {
        model.config(config -> config.put("n_heads", 4));
        assertRefused(model.folder())
                .hasMessageContaining("'n_heads' is 4")
                .hasMessageContaining("a divisor of dim, which is 30");
    }

    @Test
    void aCheckpointOfTheEncoderAloneNamesTheMissingHead() {
        model.tensors(
                tensors -> tensors.keySet().removeIf(name -> !name.startsWith("distilbert.")));
        assertRefused(model.folder())
                .hasMessageContaining("4 missing")
                .hasMessageContaining("'pre_classifier.weight'")
                .hasMessageContaining("'classifier.bias'");
    }

    @Test
    void missingSurplusAndMisshapenTensorsAreNamedTogether() {
        model.tensors(
                tensors -> {
                    tensors.remove("distilbert.embeddings.LayerNorm.bias");
                    tensors.put("qa_outputs.bias", tensors.get("classifier.bias"));
                    tensors.computeIfPresent(
                            "pre_classifier.weight", (name, tensor) -> tensor.reshape(15, 60));
                });
        assertRefused(model.folder())
                .hasMessageContaining("1 missing ('embeddings.LayerNorm.bias')")
                .hasMessageContaining("1 not of this model ('qa_outputs.bias')")
                .hasMessageContaining("'pre_classifier.weight' is [15, 60], needed [30, 30]");
    }

    @Test
    void moreLabelsThanTheHeadHasAreRefused() {
        model.config(config -> config.withObject("id2label").put("3", "SUPERB"));
        assertRefused(model.folder())
                .hasMessageContaining("'classifier.weight' is [3, 30], needed [4, 30]");
    }

    @Test
    void aTokenizerIsRefusedAsItsModelIs() throws IOException {
        Files.writeString(model.file("tokenizer_config.json"), "{\"model_max_length\": 2}");
        ModelSource source = ModelSource.folder(model.folder());
        assertThatThrownBy(() -> Distil4J.tokenizer(source, Options.defaults()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("2");
        assertRefused(model.folder());
    }

    @Test
    void weightsThatDoNotFitInTheHeapAreRefused(@TempDir Path scratch) {
        assertThat(new FreshJvm(scratch, "-Xmx20m").failure(EMBEDDED, BEST))
                .contains(ModelException.class.getName())
                .contains("the weights do not fit in the heap of")
                .contains("start Java with a larger -Xmx");
    }

    private static List<String> with(List<String> pieces, String piece) {
        List<String> more = new ArrayList<>(pieces);
        more.add(piece);
        return more;
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path folder) {
        return assertThatThrownBy(() -> Distil4J.textClassification(folder))
                .isInstanceOf(ModelException.class)
                .hasMessageMatching("[^\\n]+");
    }
}
