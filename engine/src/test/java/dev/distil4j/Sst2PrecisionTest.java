package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Precision;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.Sst2;
import dev.distil4j.testing.TestBackends;
import dev.distil4j.testing.TestData;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What weights of 16 bits cost over the whole dev set of SST-2. The best backend stands for all:
 * each computes just what it would with the float32 weights that were rounded.
 */
@Tag("data")
class Sst2PrecisionTest {

    private static final int RIGHT_OF_872 = 705;

    private final Sst2 dev = Sst2.dev();

    /**
     * Rounding scales a weight by 1 ± u at most. Were all of them scaled by as much to one side,
     * the layer norms would undo it up to the head, whose two matrices would make it (1 ± u)² of
     * the logits: 2u of the largest one. Errors of either sign should stay below that.
     */
    @ParameterizedTest
    @CsvSource({"F16, 0x1p-11", "BF16, 0x1p-8"})
    void noLabelChangesAndLogitsStayClose(Precision precision, double u) {
        List<float[]> exact = logits(Precision.F32);
        List<float[]> rounded = logits(precision);
        double largest = 0;
        double change = 0;
        int right = 0;
        for (int i = 0; i < exact.size(); i++) {
            float[] expected = exact.get(i);
            float[] actual = rounded.get(i);
            assertThat(label(actual)).as(dev.sentences().get(i)).isEqualTo(label(expected));
            right += label(actual) == dev.labels().get(i) ? 1 : 0;
            for (int k = 0; k < expected.length; k++) {
                largest = Math.max(largest, Math.abs(expected[k]));
                change = Math.max(change, Math.abs(actual[k] - expected[k]));
            }
        }
        assertThat(right).isEqualTo(RIGHT_OF_872);
        assertThat(change).isPositive().isLessThanOrEqualTo(2 * u * largest);
    }

    /**
     * A device keeps in halves what is between the operations, too: each logit within 2e-3 of the
     * largest one, of what the reference computes in float32.
     */
    @Test
    @Tag("opencl")
    void halvesOnOpenClChangeNoLabelAndKeepLogitsClose() {
        JsonNode expected = TestData.json("models/sst2-small/golden.json").get("dev_logits");
        List<float[]> actual =
                logits(Options.defaults().backend(TestBackends.OPENCL).precision(Precision.F16));
        assertThat(actual).hasSize(872).hasSize(expected.size());
        double largest = 0;
        double change = 0;
        for (int i = 0; i < actual.size(); i++) {
            float[] reference = {
                expected.get(i).get(0).floatValue(), expected.get(i).get(1).floatValue()
            };
            assertThat(label(actual.get(i))).as(dev.sentences().get(i)).isEqualTo(label(reference));
            for (int k = 0; k < reference.length; k++) {
                largest = Math.max(largest, Math.abs(reference[k]));
                change = Math.max(change, Math.abs(actual.get(i)[k] - reference[k]));
            }
        }
        assertThat(change).isPositive().isLessThanOrEqualTo(2e-3 * largest);
    }

    private static int label(float[] logits) {
        return logits[1] > logits[0] ? 1 : 0;
    }

    private List<float[]> logits(Precision precision) {
        return logits(Options.defaults().precision(precision));
    }

    private List<float[]> logits(Options options) {
        ModelSource model = ModelSource.folder(TestData.path("models/sst2-small"));
        try (TextClassifier classifier = Distil4J.textClassification(model, options)) {
            return Logits.of(classifier, dev.sentences());
        }
    }
}
