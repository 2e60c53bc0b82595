package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.Threads;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.ModelCopy;
import dev.distil4j.testing.TestTexts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** From opening a model to closing it. */
@Timeout(60)
class LifecycleTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));

    /**
     * Blocks the caller of a call in its middle, where it asks for helpers. Until it is set up, it
     * has nobody to lend, as when a model is being opened.
     */
    private static final class Gate implements Executor {

        private volatile boolean setUp;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        @Override
        public void execute(Runnable task) {
            if (!setUp) {
                throw new RejectedExecutionException();
            }
            reached.countDown();
            await(opened);
        }

        static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void closingTwiceIsClosingOnce() {
        TextClassifier classifier = Distil4J.textClassification(MODEL, Options.defaults());
        classifier.close();
        classifier.close();
        assertClosed(classifier, List.of("The film was dull."));
    }

    @Test
    void aClosedModelRefusesEveryCall() {
        TextClassifier classifier = Distil4J.textClassification(MODEL, Options.defaults());
        classifier.close();
        assertThatThrownBy(() -> classifier.classify("Good!"))
                .isInstanceOf(ClosedException.class)
                .hasMessage("the model %s is closed; open it again", classifier.info().name());
        assertClosed(classifier, List.of());
        assertClosed(classifier, List.of("good ".repeat(100)));
    }

    @Test
    void aClosedModelStillSaysWhatItWas() {
        TextClassifier classifier = Distil4J.textClassification(MODEL, Options.defaults());
        ModelInfo info = classifier.info();
        classifier.close();
        assertThat(classifier.info()).isEqualTo(info);
    }

    @Test
    void closingWaitsForARunningCallOfOneBatch() throws InterruptedException {
        assertClosingWaitsFor(TestTexts.fifty());
    }

    @Test
    void closingWaitsForARunningCallOfManyBatches() throws InterruptedException {
        assertClosingWaitsFor(
                Collections.nCopies(5, TestTexts.fifty()).stream().flatMap(List::stream).toList());
    }

    private static void assertClosingWaitsFor(List<String> texts) throws InterruptedException {
        Gate gate = new Gate();
        Options options = Options.defaults().threads(2, gate);
        try (TextClassifier classifier = Distil4J.textClassification(MODEL, options)) {
            gate.setUp = true;
            var running = CompletableFuture.supplyAsync(() -> Logits.of(classifier, texts));
            Gate.await(gate.reached);
            Thread closer = Thread.ofPlatform().start(classifier::close);
            while (closer.getState() != Thread.State.WAITING) {
                assertThat(closer.isAlive()).as("close() waits").isTrue();
                Thread.onSpinWait();
            }
            assertThat(running).isNotDone();
            gate.opened.countDown();
            assertThat(running.join()).hasSameSizeAs(texts);
            closer.join();
            assertClosed(classifier, texts);
        }
    }

    @Test
    void filesMayBeCutAndDeletedOnceTheModelIsOpen(@TempDir Path folder) throws IOException {
        ModelCopy copy = ModelCopy.ofGolden("small-odd", folder.resolve("model"));
        try (TextClassifier classifier = Distil4J.textClassification(copy.folder())) {
            List<float[]> before = Logits.of(classifier, TestTexts.fifty());
            try (FileChannel file =
                    FileChannel.open(copy.file("model.safetensors"), StandardOpenOption.WRITE)) {
                file.truncate(0);
            }
            assertThat(Logits.of(classifier, TestTexts.fifty())).containsExactlyElementsOf(before);
            deleteAll(copy.folder());
            assertThat(Logits.of(classifier, TestTexts.fifty())).containsExactlyElementsOf(before);
        }
    }

    @Test
    void noMappingOutlivesTheOpening(@TempDir Path folder) throws IOException {
        ModelCopy copy = ModelCopy.ofGolden("small-odd", folder.resolve("model"));
        Distil4J.textClassification(copy.folder()).close();
        assertNotMapped(copy.file("model.safetensors"));
        copy.tensors(tensors -> tensors.remove("classifier.bias"));
        assertThatThrownBy(() -> Distil4J.textClassification(copy.folder()))
                .isInstanceOf(ModelException.class);
        assertNotMapped(copy.file("model.safetensors"));
        deleteAll(copy.folder());
        assertThat(copy.folder()).doesNotExist();
    }

    @Test
    void helpersAreDaemons() {
        Options options = Options.defaults().threads(3, Threads.own(3).executor());
        try (TextClassifier classifier = Distil4J.textClassification(MODEL, options)) {
            Logits.of(classifier, TestTexts.fifty());
            List<Thread> helpers =
                    Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().startsWith("distil4j-"))
                            .toList();
            assertThat(helpers).isNotEmpty().allMatch(Thread::isDaemon);
        }
    }

    private static void assertClosed(TextClassifier classifier, List<String> texts) {
        assertThatThrownBy(() -> classifier.classifyAll(texts)).isInstanceOf(ClosedException.class);
    }

    /** As the operating system tells, where it does; deleting tells on the others. */
    private static void assertNotMapped(Path file) throws IOException {
        Path maps = Path.of("/proc/self/maps");
        if (Files.exists(maps)) {
            assertThat(Files.readString(maps)).doesNotContain(file.toString());
        }
    }

    private static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
