package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.distil4j.kernels.Threads;
import dev.distil4j.pipeline.Rehearsal;
import dev.distil4j.pipeline.WarmUp;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.TestTexts;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The explicit warm-up, and the rehearsal while a model is opened. */
@Timeout(60)
class WarmUpTest {

    private static final ModelSource MODEL = ModelSource.folder(Golden.folder("small-odd"));

    @Test
    void warmingUpChangesNoResult() {
        try (TextClassifier cold = Distil4J.textClassification(MODEL, Options.defaults());
                TextClassifier warm = Distil4J.textClassification(MODEL, Options.defaults())) {
            warm.warmUp();
            assertThat(Logits.of(warm, TestTexts.fifty()).toArray(float[][]::new))
                    .isDeepEqualTo(Logits.of(cold, TestTexts.fifty()).toArray(float[][]::new));
        }
    }

    @Test
    void aFeatureExtractorWarmsUpToo() {
        try (FeatureExtractor extractor = Distil4J.featureExtraction(MODEL, Options.defaults())) {
            float[][] cold = extractor.extract("good film");
            extractor.warmUp();
            assertThat(extractor.extract("good film")).isDeepEqualTo(cold);
        }
    }

    @Test
    void aClosedModelIsNotWarmedUp() {
        TextClassifier classifier = Distil4J.textClassification(MODEL, Options.defaults());
        classifier.close();
        assertThatThrownBy(classifier::warmUp).isInstanceOf(ClosedException.class);
    }

    @Test
    void textsHaveTheTokensThatAreWarmedUp() {
        WordPieceTokenizer tokenizer =
                Distil4J.tokenizer(ModelSource.embedded(), Options.defaults());
        List<List<Integer>> lists = new ArrayList<>();
        WarmUp.run(
                tokenizer,
                texts ->
                        lists.add(
                                texts.stream()
                                        .map(text -> tokenizer.encode(text).length())
                                        .toList()));
        assertThat(lists).hasSize(40);
        assertThat(lists.subList(30, 40))
                .containsExactly(
                        List.of(3),
                        List.of(4),
                        List.of(5),
                        List.of(6),
                        List.of(7),
                        List.of(8),
                        List.of(16),
                        List.of(16),
                        List.of(64),
                        List.of(16, 16, 16, 16));
    }

    @Test
    void whoAskedForOneThreadGetsNoHelper() {
        Options options =
                Options.defaults()
                        .threads(
                                1,
                                task -> {
                                    throw new AssertionError("a helper was asked for");
                                });
        Distil4J.textClassification(MODEL, options).close();
    }

    @Test
    void openingDoesNotWaitForAHelper() throws InterruptedException {
        List<Runnable> queue = new ArrayList<>();
        Distil4J.textClassification(MODEL, Options.defaults().threads(2, queue::add)).close();
        assertThat(queue).hasSize(1);
        Thread late = Thread.ofPlatform().start(queue.getFirst());
        late.join();
    }

    @Test
    void anExecutorThatRefusesOrRunsInPlaceDoesNoHarm() {
        Executor refusing =
                task -> {
                    throw new RejectedExecutionException();
                };
        for (Executor executor : List.of(refusing, (Executor) Runnable::run)) {
            Options options = Options.defaults().threads(2, executor);
            try (TextClassifier classifier = Distil4J.textClassification(MODEL, options)) {
                assertThat(classifier.classify("good film")).isNotEmpty();
            }
        }
    }

    @Test
    void aRehearsalRunsToItsEnd() throws InterruptedException {
        List<Throwable> thrown = new ArrayList<>();
        List<Thread> helpers = new ArrayList<>();
        Executor executor =
                task ->
                        helpers.add(
                                Thread.ofPlatform()
                                        .uncaughtExceptionHandler((_, e) -> thrown.add(e))
                                        .start(task));
        Rehearsal rehearsal = Rehearsal.begin("scalar", new Threads(2, executor));
        for (Thread helper : helpers) {
            helper.join();
        }
        rehearsal.close();
        assertThat(helpers).hasSize(1);
        assertThat(thrown).isEmpty();
    }
}
