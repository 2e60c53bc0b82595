package dev.distil4j.bench;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextClassifier;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** From a text to its labels with the embedded model, on two threads. */
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class ClassifyBenchmark {

    /** The reference, or the best backend of this machine. */
    @Param({"scalar", "vector"})
    String kernels = "vector";

    /** How often the sentence is repeated: 10 and 130 tokens. */
    @Param({"1", "16"})
    int sentences;

    private TextClassifier classifier;
    private String text = "";

    @Setup(Level.Trial)
    public void open() {
        text = "A gripping, funny and moving film. ".repeat(sentences);
        Options options = Options.defaults().threads(2);
        classifier =
                Distil4J.textClassification(
                        ModelSource.embedded(),
                        kernels.equals("scalar") ? options.backend("scalar") : options);
    }

    @TearDown(Level.Trial)
    public void close() {
        classifier.close();
    }

    @Benchmark
    public List<Score> classify() {
        return classifier.classify(text);
    }
}
