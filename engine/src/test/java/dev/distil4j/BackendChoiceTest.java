package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.testing.ClassifyProgram;
import dev.distil4j.testing.Expected;
import dev.distil4j.testing.FreshJvm;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.LogRecords;
import dev.distil4j.testing.TestBackends;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

/** A backend is chosen and explained; one that can't be had is an error with the reason. */
class BackendChoiceTest {

    private static final Path MODEL = Golden.folder("small-odd");

    @Test
    void theBestBackendIsTakenUnlessAnotherIsNamed() {
        try (TextClassifier classifier = Distil4J.textClassification(MODEL)) {
            assertThat(classifier.info().backend()).isEqualTo(TestBackends.available().getFirst());
        }
    }

    @Test
    void theChoiceIsLoggedOnce() {
        try (LogRecords log = new LogRecords();
                TextClassifier classifier = Distil4J.textClassification(MODEL)) {
            classifier.classify("Good!");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("INFO " + MODEL + " runs on " + classifier.info().backend());
        }
    }

    @Test
    void anUnknownBackendNamesThoseThatThereAre() {
        assertThatThrownBy(() -> open("abacus"))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("'abacus'")
                .hasMessageContaining("scalar");
    }

    @Test
    void aRefusedBackendSaysWhy() {
        for (var refusal : TestBackends.refusals()) {
            assertThatThrownBy(() -> open(refusal.backend()))
                    .isInstanceOf(BackendException.class)
                    .hasMessage(refusal.toString());
        }
    }

    @Test
    void weightsThatADeviceHasNoRoomForNameTheModelAndTheCure() {
        assertThat(OpenModel.failure("my-model", new DeviceMemoryException("the device is full")))
                .hasMessage(
                        "the weights of my-model find no room: the device is full; take a smaller"
                                + " model, f16 or another backend");
        assertThat(OpenModel.failure("my-model", new DeviceException("the device burns")))
                .hasMessage("the device burns");
    }

    @Test
    void withoutTheVectorModuleEverythingWorksOnPlainLoops(@TempDir Path scratch) {
        JsonNode entry = Golden.read("small-odd/golden.json").get("texts").get(2);
        String text = entry.get("text").asString();
        var output =
                new FreshJvm(scratch)
                        .classify(MODEL.toString(), ClassifyProgram.BEST, List.of(text));
        assertThat(output.backend()).isEqualTo("scalar");
        assertThat(output.refusals()).contains("start with --add-modules jdk.incubator.vector");
        Expected.of(text, entry.get("logits")).check(output.logits().getFirst());
    }

    private static void open(String backend) {
        Distil4J.textClassification(ModelSource.folder(MODEL), Options.defaults().backend(backend))
                .close();
    }
}
