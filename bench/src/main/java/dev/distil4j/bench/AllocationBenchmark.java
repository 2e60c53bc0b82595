package dev.distil4j.bench;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.Score;
import dev.distil4j.TextClassifier;
import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.bench.model.Words;

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
import java.util.stream.IntStream;

/** Warm calls of a model of the base shape, for {@code -prof gc}: what they allocate. */
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class AllocationBenchmark {

    /** Texts of a call. */
    @Param({"1", "8", "32"})
    int texts;

    /** Length of each, {@code [CLS]} and {@code [SEP]} included. */
    @Param({"16", "128"})
    int tokens;

    private TextClassifier classifier;
    private List<String> inputs = List.of();

    @Setup(Level.Trial)
    public void open() {
        BaseModel model = BaseModel.prepared();
        Words words = new Words(model);
        inputs = IntStream.range(0, texts).mapToObj(i -> words.sequence(tokens, i).text()).toList();
        classifier =
                Distil4J.textClassification(
                        ModelSource.folder(model.folder()), Options.defaults().threads(2));
    }

    @TearDown(Level.Trial)
    public void close() {
        classifier.close();
    }

    @Benchmark
    public List<List<Score>> classify() {
        return classifier.classifyAll(inputs);
    }
}
