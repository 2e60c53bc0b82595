package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.distil4j.kernels.Threads;
import dev.distil4j.testing.ClassifyProgram;
import dev.distil4j.testing.FreshJvm;
import dev.distil4j.testing.Golden;
import dev.distil4j.testing.Logits;
import dev.distil4j.testing.TestBackends;
import dev.distil4j.testing.TestTexts;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A text's logits have the same bits whatever happens around it. */
@ParameterizedClass
@MethodSource("settings")
class SameBitsTest {

    /**
     * A model on a backend.
     *
     * @param model a checkpoint among the goldens, or the embedded model
     */
    record Setting(String model, String backend) {

        ModelSource source() {
            return model.equals(ClassifyProgram.EMBEDDED)
                    ? ModelSource.embedded()
                    : ModelSource.folder(Golden.folder(model));
        }

        TextClassifier open(Threads threads) {
            Options options = Options.defaults().backend(backend);
            return Distil4J.textClassification(
                    source(), options.threads(threads.count(), threads.executor()));
        }
    }

    /** The odd sizes on every backend; sizes at which threads share the work where that is fast. */
    static Stream<Setting> settings() {
        return Stream.concat(
                TestBackends.available().stream().map(name -> new Setting("small-odd", name)),
                TestBackends.vectors().stream()
                        .map(name -> new Setting(ClassifyProgram.EMBEDDED, name)));
    }

    private static final int CALLERS = 8;
    private static final int WARM_UP = 500;

    private final Setting setting;
    private final List<String> texts = TestTexts.fifty();

    /** Each text alone, by the caller's thread alone. */
    private final List<float[]> alone;

    SameBitsTest(Setting setting) {
        this.setting = setting;
        try (TextClassifier classifier = setting.open(Threads.callerOnly())) {
            alone = texts.stream().map(text -> Logits.of(classifier, text)).toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void inBatchesOfEverySize(int size) {
        try (TextClassifier classifier = setting.open(Threads.own(2))) {
            List<float[]> logits = new ArrayList<>();
            for (int from = 0; from < texts.size(); from += size) {
                int to = Math.min(from + size, texts.size());
                logits.addAll(Logits.of(classifier, texts.subList(from, to)));
            }
            assertSameBits(logits, alone);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void inEveryOrderAndCompany(long seed) {
        Random random = new Random(seed);
        List<Integer> order = new ArrayList<>(IntStream.range(0, texts.size()).boxed().toList());
        Collections.shuffle(order, random);
        List<Integer> some = order.subList(0, 1 + random.nextInt(order.size()));
        try (TextClassifier classifier = setting.open(Threads.own(2))) {
            assertSameBits(
                    Logits.of(classifier, some.stream().map(texts::get).toList()),
                    some.stream().map(alone::get).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void onAnyNumberOfThreads(int threads) {
        try (TextClassifier classifier = setting.open(Threads.own(threads))) {
            assertSameBits(Logits.of(classifier, texts), alone);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(Logits.of(classifier, texts.get(i))).isEqualTo(alone.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("executors")
    void withHelpersFromAnyExecutor(Executor executor) {
        try (TextClassifier classifier = setting.open(new Threads(3, executor))) {
            assertSameBits(Logits.of(classifier, texts), alone);
        } finally {
            if (executor instanceof ExecutorService service
                    && !service.equals(ForkJoinPool.commonPool())) {
                service.shutdownNow();
            }
        }
    }

    static Stream<Executor> executors() {
        return Stream.of(
                Runnable::run,
                task -> {
                    throw new RejectedExecutionException("no helpers today");
                },
                task -> {},
                ForkJoinPool.commonPool(),
                Executors.newSingleThreadExecutor(),
                Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void forManyCallersAtOnce() throws InterruptedException, ExecutionException {
        try (TextClassifier classifier = setting.open(Threads.own(2));
                ExecutorService pool = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<List<float[]>>> calls =
                    Collections.nCopies(2 * CALLERS, () -> Logits.of(classifier, texts));
            for (Future<List<float[]>> call : pool.invokeAll(calls)) {
                assertSameBits(call.get(), alone);
            }
        }
    }

    @Test
    void coldInAFreshJvm(@TempDir Path scratch) {
        String model =
                setting.model().equals(ClassifyProgram.EMBEDDED)
                        ? ClassifyProgram.EMBEDDED
                        : Golden.folder(setting.model()).toString();
        FreshJvm jvm = new FreshJvm(scratch, FreshJvm.VECTORS);
        assertSameBits(jvm.classify(model, setting.backend(), texts).logits(), alone);
    }

    @Test
    void warmAfterHundredsOfCalls() {
        try (TextClassifier classifier = setting.open(Threads.own(2))) {
            for (int i = 0; i < WARM_UP; i++) {
                Logits.of(classifier, texts.get(i % texts.size()));
            }
            assertSameBits(Logits.of(classifier, texts), alone);
        }
    }

    private static void assertSameBits(List<float[]> actual, List<float[]> expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i)).as("text %d", i).isEqualTo(expected.get(i));
        }
    }
}
