package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.Precision;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.StoredTensor;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.util.List;

/** Weights are stored as the options say. */
class PrecisionTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));
    private static final List<String> TEXTS = List.of("Good!", "The film was dull, never so BAD.");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource
    void logitsAreThoseOfAModelWithRoundedMatrices(Precision precision) {
        ModelSource rounded = rounded(precision);
        for (String backend : TestBackends.available()) {
            Options options = Options.defaults().backend(backend);
            try (var stored = Distil4J.textClassification(MODEL, options.precision(precision));
                    var expected = Distil4J.textClassification(rounded, options)) {
                List<float[]> logits = Logits.of(stored, TEXTS);
                for (int i = 0; i < TEXTS.size(); i++) {
                    assertThat(logits.get(i))
                            .as("%s on %s", TEXTS.get(i), backend)
                            .isEqualTo(Logits.of(expected, TEXTS.get(i)));
                }
            }
        }
    }

    /** The model with its layers' and tables' weights rounded; biases and norms are vectors. */
    private ModelSource rounded(Precision precision) {
        ModelCopy copy = ModelCopy.ofGolden("small-odd", folder.resolve(precision.name()));
        copy.tensors(
                tensors ->
                        tensors.replaceAll(
                                (name, tensor) ->
                                        tensor.shape().size() == 1
                                                ? tensor
                                                : new StoredTensor(
                                                        tensor.shape(),
                                                        i ->
                                                                round(
                                                                        precision,
                                                                        tensor.values().at(i)))));
        return ModelSource.folder(copy.folder());
    }

    private static float round(Precision precision, float value) {
        return switch (precision) {
            case F32 -> value;
            case F16 -> Float.float16ToFloat(Float.floatToFloat16(value));
            case BF16 -> {
                double unit = Math.scalb(1.0, Math.getExponent(value) - 7);
                yield (float) (Math.rint(value / unit) * unit);
            }
        };
    }

    @Test
    void infoSaysTheTypeAndWhatItTakes() {
        long full = open(MODEL, Precision.F32).weight_bytes();
        for (Precision precision : List.of(Precision.F16, Precision.BF16)) {
            ModelInfo info = open(MODEL, precision);
            assertThat(info.precision()).isEqualTo(precision);
            assertThat(info.weight_bytes()).isBetween(full / 2, full * 6 / 10);
        }
    }

    @Test
    void aWeightBeyondTheRangeIsRefusedByNameWithTheCure() {
        ModelCopy copy = ModelCopy.ofGolden("small-odd", folder.resolve("high"));
        copy.tensors(
                tensors ->
                        tensors.computeIfPresent(
                                "distilbert.transformer.layer.1.attention.v_lin.weight",
                                (name, tensor) ->
                                        new StoredTensor(
                                                tensor.shape(),
                                                i -> i == 7 ? -70_000 : tensor.values().at(i))));
        ModelSource high = ModelSource.folder(copy.folder());
        assertThatThrownBy(() -> open(high, Precision.F16))
                .isInstanceOf(ModelException.class)
                .hasMessage(
                        "distilbert.transformer.layer.1.attention.k_lin.weight and"
                                + " distilbert.transformer.layer.1.attention.v_lin.weight: -70000.0"
                                + " in row 30 is beyond F16, which ends at 65504.0;"
                                + " choose the precision BF16");
        assertThat(open(high, Precision.BF16).precision()).isEqualTo(Precision.BF16);
    }

    private static ModelInfo open(ModelSource model, Precision precision) {
        try (TextClassifier classifier =
                Distil4J.textClassification(model, Options.defaults().precision(precision))) {
            return classifier.info();
        }
    }
}
