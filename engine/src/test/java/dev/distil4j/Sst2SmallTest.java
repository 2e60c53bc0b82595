package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Offer;
import dev.distil4j.testing.FreshJvm;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.Sst2;
import dev.distil4j.testing.TestBackends;
import dev.distil4j.testing.TestData;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** The small sentiment classifier over the whole dev set of SST-2, sentence by sentence. */
@Tag("data")
class Sst2SmallTest {

    /** 2e-5, and what float32 itself costs according to the checkpoint's notes. */
    private static final double BOUND = 2e-5 + 1.3e-6;

    private static final int RIGHT_OF_872 = 705;

    private final Path folder = TestData.path("models/sst2-small");
    private final ModelSource model = ModelSource.folder(folder);
    private final JsonNode golden = TestData.json("models/sst2-small/golden.json");
    private final Sst2 dev = Sst2.dev();

    static List<String> backends() {
        return TestBackends.available();
    }

    @Test
    void aVectorBackendIsAmongThoseTested() {
        assertThat(TestBackends.vectors()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void examplesEqualTheReference(String backend) {
        WordPieceTokenizer tokenizer = Distil4J.tokenizer(model, Options.defaults());
        try (TextClassifier classifier = open(model, backend)) {
            assertThat(golden.get("examples")).isNotEmpty();
            for (JsonNode example : golden.get("examples")) {
                String text = example.get("text").asString();
                assertThat(tokenizer.encode(text).ids()).isEqualTo(Golden.ints(example.get("ids")));
                assertClose(Logits.of(classifier, text), example.get("logits"), text);
            }
        }
    }

    @Test
    @Tag("opencl")
    void examplesOnOpenClEqualTheReference() {
        examplesEqualTheReference(TestBackends.OPENCL);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void everyDevSentenceEqualsTheReference(String backend) {
        try (TextClassifier classifier = open(model, backend)) {
            assertEqualsReference(Logits.of(classifier, dev.sentences()));
        }
    }

    @Test
    @Tag("opencl")
    void everyDevSentenceOnOpenClEqualsTheReference() {
        everyDevSentenceEqualsTheReference(TestBackends.OPENCL);
    }

    /** A JVM has vectors of one width; the refusals of the others say how to get them. */
    static List<Offer.Refused> otherWidths() {
        return TestBackends.refusals().stream()
                .filter(refusal -> refusal.cure().contains("-Ddistil4j.vector.bits="))
                .toList();
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("otherWidths")
    void everyDevSentenceEqualsTheReferenceOnOtherVectors(
            Offer.Refused width, @TempDir Path scratch) {
        String flag = width.cure().substring(width.cure().indexOf("-D"));
        var output =
                new FreshJvm(scratch, FreshJvm.VECTORS, flag)
                        .classify(folder.toString(), width.backend(), dev.sentences());
        assertThat(output.backend()).isEqualTo(width.backend());
        assertEqualsReference(output.logits());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void theEmbeddedModelPredictsTheSameLabels(String backend) {
        try (TextClassifier classifier = open(ModelSource.embedded(), backend)) {
            assertSameLabels(Logits.of(classifier, dev.sentences()));
        }
    }

    private static TextClassifier open(ModelSource source, String backend) {
        return Distil4J.textClassification(source, Options.defaults().backend(backend));
    }

    private void assertEqualsReference(List<float[]> logits) {
        assertSameLabels(logits);
        for (int i = 0; i < logits.size(); i++) {
            assertClose(logits.get(i), golden.get("dev_logits").get(i), dev.sentences().get(i));
        }
    }

    private void assertSameLabels(List<float[]> logits) {
        JsonNode expected = golden.get("dev_logits");
        assertThat(logits).hasSize(872).hasSize(expected.size());
        int right = 0;
        for (int i = 0; i < logits.size(); i++) {
            JsonNode row = expected.get(i);
            int label = logits.get(i)[1] > logits.get(i)[0] ? 1 : 0;
            assertThat(label)
                    .as(dev.sentences().get(i))
                    .isEqualTo(row.get(1).doubleValue() > row.get(0).doubleValue() ? 1 : 0);
            right += label == dev.labels().get(i) ? 1 : 0;
        }
        assertThat(right).isEqualTo(RIGHT_OF_872);
    }

    private static void assertClose(float[] actual, JsonNode expected, String text) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.length; i++) {
            double deviation = Math.abs(actual[i] - expected.get(i).doubleValue());
            assertThat(deviation).as(text).isLessThanOrEqualTo(BOUND);
        }
    }
}
