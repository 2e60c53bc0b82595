package dev.distil4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.LoaderException;
import dev.distil4j.loaders.ModelFolder;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.SeededCheckpoint;
import dev.distil4j.testing.StoredTensor;
import dev.distil4j.testing.TestBackends;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What checkpoints of both architectures may hold, and which of them a head refuses. */
class HeadCheckpointsTest {

    private static final TokenBatch BATCH = TokenBatch.of(2, 40, 4, 51, 3);
    private static final int PIECES = 97;

    @TempDir Path folder;

    private ModelCopy checkpoint(String architecture, String head) {
        String[] labels =
                head.endsWith("Classification") ? new String[] {"A", "B", "C"} : new String[0];
        return new ModelCopy(
                SeededCheckpoint.of(architecture, head, PIECES, 9, labels)
                        .write(folder, Golden.folder("small-odd")));
    }

    /** The head's values of every row. */
    private static float[] values(ModelCopy model, String head) {
        ModelFolder files = new ModelFolder(model.folder());
        try (Checkpoint file = files.openWeights();
                var loaded =
                        LoadedModel.load(
                                files.config(),
                                file,
                                TestBackends.open("scalar"),
                                HeadCase.loader(head))) {
            return loaded.call(
                    BATCH, call -> loaded.model().of(call, BATCH, RowSelection.all(BATCH)));
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            ModelCopy model, String head) {
        return assertThatThrownBy(() -> values(model, head))
                .isInstanceOf(LoaderException.class)
                .hasMessageMatching("[^\\n]+");
    }

    private static Map<String, StoredTensor> renamed(
            Map<String, StoredTensor> tensors, UnaryOperator<String> name) {
        Map<String, StoredTensor> renamed = new LinkedHashMap<>();
        tensors.forEach((old, tensor) -> renamed.put(name.apply(old), tensor));
        return renamed;
    }

    private static void rename(ModelCopy model, UnaryOperator<String> name) {
        model.tensors(
                tensors -> {
                    Map<String, StoredTensor> renamed = renamed(tensors, name);
                    tensors.clear();
                    tensors.putAll(renamed);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "distilbert, SequenceClassification, DistilBertForSequenceClassification",
        "distilbert, QuestionAnswering,      DistilBertForQuestionAnswering",
        "bert,       TokenClassification,    BertForTokenClassification",
        "bert,       MaskedLM,               BertForMaskedLM"
    })
    void aCheckpointOfAnotherHeadIsRefusedByBothNames(
            String architecture, String head, String needed) {
        String other = head.equals("MaskedLM") ? "SequenceClassification" : "MaskedLM";
        ModelCopy model = checkpoint(architecture, other);
        String found = (architecture.equals("bert") ? "Bert" : "DistilBert") + "For" + other;
        assertRefused(model, head)
                .hasMessageContaining(
                        "this is a checkpoint of "
                                + found
                                + ", but the task needs "
                                + needed
                                + ";");
    }

    @Test
    void bertsTextClassifierIsNoTokenClassifierThoughItsTensorsWouldFit() {
        ModelCopy model = checkpoint("bert", "SequenceClassification");
        assertRefused(model, "TokenClassification")
                .hasMessageContaining("but the task needs BertForTokenClassification");
    }

    @Test
    void anEncoderAloneHasNoHead() {
        assertRefused(checkpoint("bert", "Model"), "QuestionAnswering")
                .hasMessageContaining("this is a checkpoint of BertModel, but the task needs");
    }

    @Test
    void whereTheConfigurationNamesNoClassTheMissingTensorsAreNamed() {
        ModelCopy model = checkpoint("distilbert", "SequenceClassification");
        model.config(config -> config.remove("architectures"));
        assertRefused(model, "QuestionAnswering")
                .hasMessageContaining("2 missing ('qa_outputs.weight', 'qa_outputs.bias')")
                .hasMessageContaining("4 not of this model");
        assertRefused(model, "MaskedLM").hasMessageContaining("'vocab_transform.weight'");
        assertThat(values(model, "SequenceClassification")).hasSize(3);
    }

    @Test
    void missingTensorsHaveBertsOwnNames() {
        ModelCopy model = checkpoint("bert", "SequenceClassification");
        model.tensors(
                tensors -> {
                    tensors.remove("bert.pooler.dense.bias");
                    tensors.remove("bert.encoder.layer.1.attention.self.key.weight");
                    tensors.remove("bert.embeddings.token_type_embeddings.weight");
                });
        assertRefused(model, "SequenceClassification")
                .hasMessageContaining("3 missing")
                .hasMessageContaining("'pooler.dense.bias'")
                .hasMessageContaining("'encoder.layer.1.attention.self.key.weight'")
                .hasMessageContaining("'embeddings.token_type_embeddings.weight'");
    }

    @Test
    void theTensorsOfOneArchitectureAreNotThoseOfTheOther() {
        ModelCopy model = checkpoint("bert", "Model");
        SeededCheckpoint other = SeededCheckpoint.of("distilbert", "Model", PIECES, 9);
        model.tensors(
                tensors -> {
                    tensors.clear();
                    tensors.putAll(other.tensors());
                });
        assertRefused(model, "Model")
                .hasMessageContaining("'encoder.layer.0.attention.self.query.weight'")
                .hasMessageContaining("'transformer.layer.0.attention.q_lin.weight'");
    }

    @ParameterizedTest
    @CsvSource({"distilbert, MaskedLM", "bert, MaskedLM", "bert, QuestionAnswering"})
    void unknownTensorsAreRefused(String architecture, String head) {
        ModelCopy model = checkpoint(architecture, head);
        model.tensors(
                tensors -> tensors.put("adapter.weight", new StoredTensor(List.of(1), i -> 0)));
        assertRefused(model, head).hasMessageContaining("1 not of this model ('adapter.weight')");
    }

    @ParameterizedTest
    @CsvSource({"TokenClassification", "QuestionAnswering", "MaskedLM", "Model"})
    void whatPreTrainingLeavesInACheckpointOfBertIsNotRead(String head) {
        ModelCopy model = checkpoint("bert", head);
        float[] values = values(model, head);
        StoredTensor some = new StoredTensor(List.of(1), i -> 1);
        String prefix = head.equals("Model") ? "" : "bert.";
        model.tensors(
                tensors -> {
                    tensors.put(prefix + "embeddings.position_ids", some);
                    tensors.put(prefix + "pooler.dense.weight", some);
                    tensors.put(prefix + "pooler.dense.bias", some);
                    tensors.put("cls.seq_relationship.weight", some);
                    tensors.put("cls.seq_relationship.bias", some);
                    tensors.put("cls.predictions.decoder.bias", some);
                });
        assertThat(values(model, head)).isEqualTo(values);
    }

    @Test
    void aCheckpointOfPreTrainingFillsMasks() {
        ModelCopy model = checkpoint("bert", "MaskedLM");
        model.config(config -> config.putArray("architectures").add("BertForPreTraining"));
        assertThat(values(model, "MaskedLM")).hasSize(BATCH.total() * PIECES);
    }

    @ParameterizedTest
    @CsvSource({"distilbert", "bert"})
    void namesOfEarlyCheckpointsAreUnderstood(String architecture) {
        ModelCopy model = checkpoint(architecture, "SequenceClassification");
        float[] values = values(model, "SequenceClassification");
        rename(
                model,
                name ->
                        name.replace("LayerNorm.weight", "LayerNorm.gamma")
                                .replace("LayerNorm.bias", "LayerNorm.beta"));
        assertThat(values(model, "SequenceClassification")).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"distilbert", "bert"})
    void anEncoderMayBeUnderItsPrefixOrNot(String architecture) {
        ModelCopy model = checkpoint(architecture, "Model");
        float[] values = values(model, "Model");
        rename(model, name -> architecture + "." + name);
        assertThat(values(model, "Model")).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({"distilbert, vocab_projector.weight", "bert,       cls.predictions.decoder.weight"})
    void aTiedProjectorIsTheWordEmbeddingWhateverTheFileHolds(String architecture, String name) {
        ModelCopy model = checkpoint(architecture, "MaskedLM");
        float[] values = values(model, "MaskedLM");
        model.tensors(tensors -> tensors.put(name, flippedEmbedding(tensors)));
        assertThat(values(model, "MaskedLM")).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource({
        "distilbert, vocab_projector.weight,         vocab_projector.bias",
        "bert,       cls.predictions.decoder.weight, cls.predictions.bias"
    })
    void aProjectorThatIsNotTiedIsReadFromTheFile(String architecture, String name, String bias) {
        ModelCopy model = checkpoint(architecture, "MaskedLM");
        float[] values = values(model, "MaskedLM");
        model.config(config -> config.put("tie_word_embeddings", false));
        assertRefused(model, "MaskedLM").hasMessageContaining("1 missing ('" + name + "')");
        model.tensors(
                tensors -> {
                    tensors.put(name, flippedEmbedding(tensors));
                    tensors.computeIfPresent(bias, (_, old) -> flipped(old, 1));
                });
        float[] flipped = values(model, "MaskedLM");
        for (int i = 0; i < values.length; i++) {
            int row = i / PIECES;
            int piece = i % PIECES;
            assertThat(flipped[row * PIECES + PIECES - 1 - piece]).isEqualTo(values[i]);
        }
    }

    private static StoredTensor flippedEmbedding(Map<String, StoredTensor> tensors) {
        String name =
                tensors.keySet().stream()
                        .filter(tensor -> tensor.endsWith("word_embeddings.weight"))
                        .findFirst()
                        .orElseThrow();
        return flipped(tensors.get(name), tensors.get(name).shape().get(1));
    }

    /** The rows in reverse. */
    private static StoredTensor flipped(StoredTensor tensor, int cols) {
        int rows = tensor.count() / cols;
        return new StoredTensor(
                tensor.shape(), i -> tensor.values().at((rows - 1 - i / cols) * cols + i % cols));
    }
}
