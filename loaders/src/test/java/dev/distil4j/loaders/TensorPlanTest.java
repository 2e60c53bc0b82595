package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class TensorPlanTest {

    private static final TensorPlan PLAN =
            new TensorPlan(
                    "distilbert.",
                    List.of(
                            TensorSpec.of("embeddings.LayerNorm.weight", 4),
                            TensorSpec.of("embeddings.LayerNorm.bias", 4),
                            TensorSpec.of("classifier.weight", 2, 4)),
                    Set.of("vocab_", "qa_outputs."));

    private static SafetensorsBytes complete() {
        return new SafetensorsBytes()
                .zeros("classifier.weight", 2, 4)
                .zeros("distilbert.embeddings.LayerNorm.bias", 4)
                .zeros("distilbert.embeddings.LayerNorm.weight", 4);
    }

    @Test
    void tensorsAreFoundWithThePrefixAndReturnedInTheOrderOfThePlan() {
        assertThat(PLAN.bind(complete().file()))
                .containsOnlyKeys(
                        "embeddings.LayerNorm.weight",
                        "embeddings.LayerNorm.bias",
                        "classifier.weight")
                .extractingByKey("embeddings.LayerNorm.bias")
                .hasToString("distilbert.embeddings.LayerNorm.bias F32 [4]");
        assertThat(PLAN.bind(complete().file()).keySet())
                .first()
                .isEqualTo("embeddings.LayerNorm.weight");
    }

    @Test
    void tensorsAreFoundWithoutThePrefixAndUnderTheirLegacyNames() {
        var file =
                new SafetensorsBytes()
                        .zeros("embeddings.LayerNorm.gamma", 4)
                        .zeros("embeddings.LayerNorm.beta", 4)
                        .zeros("classifier.weight", 2, 4)
                        .file();
        assertThat(PLAN.bind(file).get("embeddings.LayerNorm.weight"))
                .hasToString("embeddings.LayerNorm.gamma F32 [4]");
        assertThat(PLAN.bind(file).get("embeddings.LayerNorm.bias"))
                .hasToString("embeddings.LayerNorm.beta F32 [4]");
    }

    @Test
    void buffersAndOtherHeadsMayBeLeftUnread() {
        var file =
                complete()
                        .tensor(
                                "distilbert.embeddings.position_ids",
                                DType.I64,
                                new long[] {1},
                                new byte[8])
                        .zeros("vocab_transform.weight", 1)
                        .zeros("qa_outputs.bias", 2)
                        .file();
        assertThat(PLAN.bind(file)).hasSize(3);
    }

    @Test
    void everythingThatDoesNotFitIsNamedInOneSentence() {
        var file =
                new SafetensorsBytes()
                        .zeros("distilbert.embeddings.LayerNorm.weight", 5)
                        .tensor("classifier.weight", DType.I8, new long[] {2, 4}, new byte[8])
                        .zeros("pooler.dense.weight", 1)
                        .file();
        assertThatExceptionOfType(TensorPlanException.class)
                .isThrownBy(() -> PLAN.bind(file))
                .withMessage(
                        "model.safetensors: the tensors do not fit the model:"
                                + " 1 missing ('embeddings.LayerNorm.bias');"
                                + " 1 not of this model ('pooler.dense.weight');"
                                + " 1 of another shape ('distilbert.embeddings.LayerNorm.weight' is"
                                + " [5], needed [4]);"
                                + " 1 not convertible to float ('classifier.weight' is I8);"
                                + " use the checkpoint that belongs to this config.json and task");
    }

    @Test
    void aTensorUnderTwoNamesIsRefused() {
        assertTwice("embeddings.LayerNorm.bias");
        assertTwice("distilbert.embeddings.LayerNorm.beta");
        assertTwice("embeddings.LayerNorm.beta");
    }

    private static void assertTwice(String second) {
        assertThatExceptionOfType(TensorPlanException.class)
                .isThrownBy(() -> PLAN.bind(complete().zeros(second, 4).file()))
                .withMessageContaining(
                        "1 there under two names ('distilbert.embeddings.LayerNorm.bias' and '"
                                + second
                                + "')");
    }

    @Test
    void longListsAreCutWithACount() {
        var specs = IntStream.range(0, 100).mapToObj(i -> TensorSpec.of("layer." + i, 1)).toList();
        assertThatExceptionOfType(TensorPlanException.class)
                .isThrownBy(
                        () ->
                                new TensorPlan("distilbert.", specs, Set.of())
                                        .bind(new SafetensorsBytes().file()))
                .withMessageContaining("100 missing ('layer.0', 'layer.1', ")
                .withMessageContaining("'layer.7' and 92 more)");
    }

    @Test
    void theShapeMustMatchInItsRankToo() {
        var plan = new TensorPlan("", List.of(TensorSpec.of("a", 4)), Set.of());
        assertThatExceptionOfType(TensorPlanException.class)
                .isThrownBy(() -> plan.bind(new SafetensorsBytes().zeros("a", 4, 1).file()))
                .withMessageContaining("'a' is [4, 1], needed [4]");
    }
}
