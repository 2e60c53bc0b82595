package dev.distil4j.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** That each line computes what its name says; never how fast. */
class BenchTest {

    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final WordPieceTokenizer TOKENIZER =
            Distil4J.tokenizer(ModelSource.embedded(), Options.defaults());

    private static Backend best() {
        return Backends.best(Threads.own(2)).backend();
    }

    private static Backend scalar() {
        return Backends.named("scalar", Threads.own(2)).backend();
    }

    private static float[] product(Backend backend) {
        try (backend;
                Weights weights = backend.prepare();
                Call call = backend.begin(TokenBatch.of(new int[16]))) {
            BaseShape shape = new BaseShape(weights);
            var layer = shape.linear(768, 3072);
            var x = call.tensor(16, 768, shape.values(0, 16 * 768));
            return call.read(call.linear(x, layer, Activation.IDENTITY));
        }
    }

    @Test
    void productsAgreeWithTheScalarBackend() {
        float[] expected = product(scalar());
        assertThat(expected).hasSize(16 * 3072);
        assertThat(product(best())).containsExactly(expected, within(1e-4f));
    }

    private static float[] encoding(Backend backend) {
        try (backend;
                Weights weights = backend.prepare()) {
            var encoder = new BaseShape(weights).encoder();
            assertThat(encoder.layer()).hasSize(6);
            TokenBatch batch = TokenBatch.of(1, 2, 3, 4);
            try (Call call = backend.begin(batch)) {
                return call.read(encoder.forward(call, batch, RowSelection.all(batch)));
            }
        }
    }

    @Test
    void theEncoderAgreesWithTheScalarBackend() {
        float[] expected = encoding(scalar());
        assertThat(expected).hasSize(4 * 768);
        assertThat(encoding(best())).containsExactly(expected, within(1e-3f));
    }

    /** 42,467,328 weights, and for each of 6 layers a query against keys and values. */
    @Test
    void operationsOfAPassAreCounted() {
        assertThat(BaseShape.flop(1)).isEqualTo(2.0 * (42_467_328 + 6 * 2 * 768));
        assertThat(BaseShape.flop(2)).isEqualTo(4.0 * (42_467_328 + 6 * 2 * 2 * 768));
    }

    @Test
    void aProductsSpeedIsItsOperationsOverItsTime() {
        List<Measurement> results = new ArrayList<>();
        try (Backend backend = best()) {
            new Bench(backend, Precision.F32, 0.001, results::add).product();
        }
        assertThat(results)
                .hasSize(12)
                .allSatisfy(
                        result -> {
                            double flop =
                                    NUMBER.matcher(result.name())
                                            .results()
                                            .mapToDouble(match -> Integer.parseInt(match.group()))
                                            .reduce(2, (a, b) -> a * b);
                            assertThat(result.value() * result.millis() * 1e6)
                                    .isCloseTo(flop, within(1.0));
                            assertThat(result.share()).isEqualTo(result.value() / result.peak());
                        });
    }

    @Test
    void theTokenizerReadsAllTextsAndItsSpeedIsTheirBytesOverItsTime() {
        List<Measurement> results = new ArrayList<>();
        try (Backend backend = best()) {
            new Bench(backend, Precision.F32, 0.001, results::add).tokenizer(TOKENIZER);
        }
        int bytes = String.join("", SeededTexts.of(TOKENIZER, 110, 64)).length();
        assertThat(results).hasSize(1);
        assertThat(results.getFirst().value() * results.getFirst().millis() * 1e3)
                .isCloseTo(bytes, within(1.0));
    }

    @Test
    void textsAreTheSameEveryTimeAndMadeOfKnownWords() {
        List<String> texts = SeededTexts.of(TOKENIZER, 14, 64);
        assertThat(texts).hasSize(64).doesNotHaveDuplicates();
        assertThat(SeededTexts.of(TOKENIZER, 14, 64)).isEqualTo(texts);
        assertThat(texts)
                .allSatisfy(
                        text -> {
                            assertThat(text.split(" ", -1)).hasSize(14);
                            assertThat(TOKENIZER.tokens(TOKENIZER.encode(text)))
                                    .doesNotContain("[UNK]");
                        });
    }

    @Test
    void aStopwatchWarmsUpAndGivesTheMedian() {
        AtomicInteger runs = new AtomicInteger();
        Stopwatch.Time time = new Stopwatch(0).time(runs::incrementAndGet);
        assertThat(runs).hasValue(2);
        assertThat(time.runs()).isEqualTo(1);
        assertThat(time.millis()).isPositive();
    }
}
