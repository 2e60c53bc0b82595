package dev.distil4j.app.bench;

import dev.distil4j.TextClassifier;
import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.model.Encoder;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Measures every level of the engine by itself, from a bare multiplication to texts.
 *
 * @param backend what computes
 * @param precision that it computes in
 * @param seconds that each line takes
 * @param results hears of each line as soon as it is known
 */
public record Bench(
        Backend backend, Precision precision, double seconds, Consumer<Measurement> results) {

    private static final int[][] SHAPES = {{768, 768}, {768, 1536}, {768, 3072}, {3072, 768}};
    private static final int[] ROWS = {1, 16, 128};
    private static final int[] TOKENS = {16, 128, 512};
    private static final int[] WORDS = {14, 110};
    private static final int TEXTS = 64;

    /** Measures the peak; nothing where vectors can't be had. */
    public void peak() {
        Double peak = currentPeak();
        if (peak != null) {
            results.accept(
                    new Measurement("peak", "multiply and add", 0, 1, peak, "GFLOP/s", peak));
        }
    }

    /** Measures x·Wᵀ + b for the shapes of a layer and few, some and many rows. */
    public void product() {
        for (int[] shape : SHAPES) {
            for (int rows : ROWS) {
                product(shape[0], shape[1], rows);
            }
        }
    }

    private void product(int in, int out, int rows) {
        try (Weights weights = backend.prepare(precision)) {
            BaseShape shape = new BaseShape(weights);
            Linear layer = shape.linear(in, out);
            float[] values = shape.values(0, rows * in);
            measure(
                    "product",
                    "%d -> %d, %d rows".formatted(in, out, rows),
                    2.0 * rows * in * out,
                    () -> {
                        TokenBatch batch = TokenBatch.of(new int[rows]);
                        try (Call call = backend.begin(batch)) {
                            Tensor x = call.tensor(rows, in, values);
                            return stopwatch()
                                    .time(
                                            () -> {
                                                await(
                                                        call,
                                                        batch,
                                                        call.linear(x, layer, Activation.IDENTITY));
                                                call.retain(x);
                                            });
                        }
                    });
        }
    }

    /** A device has only enqueued {@code y} so far; a row of it is there when all is computed. */
    private void await(Call call, TokenBatch batch, Tensor y) {
        if (backend.name().startsWith("opencl")) {
            call.read(call.rows(y, RowSelection.first(batch)));
        }
    }

    /** Measures the encoder over one text, all rows wanted. */
    public void encoder() {
        try (Weights weights = backend.prepare(precision)) {
            Encoder encoder = new BaseShape(weights).encoder();
            for (int tokens : TOKENS) {
                int[] ids = new int[tokens];
                for (int i = 0; i < tokens; i++) {
                    ids[i] = i % BaseShape.VOCABULARY;
                }
                TokenBatch batch = TokenBatch.of(ids);
                RowSelection all = RowSelection.all(batch);
                measure(
                        "encoder",
                        "base shape, 1 x %d tokens".formatted(tokens),
                        BaseShape.flop(tokens),
                        () ->
                                stopwatch()
                                        .time(
                                                () -> {
                                                    try (Call call = backend.begin(batch)) {
                                                        call.read(
                                                                encoder.forward(call, batch, all));
                                                    }
                                                }));
            }
        }
    }

    /**
     * Measures what has so many operations, and the peak before and after. The larger of the two
     * counts, since other work can only lower a ceiling.
     */
    private void measure(String group, String name, double flop, Supplier<Stopwatch.Time> timing) {
        Double before = currentPeak();
        Stopwatch.Time time = timing.get();
        Double after = currentPeak();
        results.accept(
                new Measurement(
                        group,
                        name,
                        time.millis(),
                        time.runs(),
                        flop / time.millis() * 1e-6,
                        "GFLOP/s",
                        before == null || after == null ? null : Math.max(before, after)));
    }

    /** Measures a tokenizer, offsets included, on one thread. */
    public void tokenizer(WordPieceTokenizer tokenizer) {
        List<String> texts = SeededTexts.of(tokenizer, 110, TEXTS);
        long bytes =
                texts.stream()
                        .mapToLong(text -> text.getBytes(StandardCharsets.UTF_8).length)
                        .sum();
        Stopwatch.Time time = stopwatch().time(() -> texts.forEach(tokenizer::encode));
        results.accept(
                new Measurement(
                        "tokenizer",
                        "texts of 110 words, 1 thread",
                        time.millis(),
                        time.runs(),
                        bytes / time.millis() * 1e-3,
                        "MB/s",
                        null));
    }

    /** Measures a classifier from text to labels, text by text and many at once. */
    public void endToEnd(TextClassifier classifier, WordPieceTokenizer tokenizer) {
        for (int words : WORDS) {
            List<String> texts = SeededTexts.of(tokenizer, words, TEXTS);
            measureTexts(
                    "a text of %d words".formatted(words),
                    1,
                    () -> classifier.classify(texts.getFirst()));
            measureTexts(
                    "%d texts of %d words".formatted(TEXTS, words),
                    TEXTS,
                    () -> classifier.classifyAll(texts));
        }
    }

    private void measureTexts(String name, int texts, Runnable run) {
        Stopwatch.Time time = stopwatch().time(run);
        results.accept(
                new Measurement(
                        "end to end",
                        name,
                        time.millis(),
                        time.runs(),
                        texts / time.millis() * 1e3,
                        "texts/s",
                        null));
    }

    private Stopwatch stopwatch() {
        return new Stopwatch(seconds);
    }

    /** The peak of as many threads as the backend has; null for one that has no vectors. */
    private @Nullable Double currentPeak() {
        return backend.name().startsWith("vector-") ? Peak.gflops(backend.threads()) : null;
    }
}
