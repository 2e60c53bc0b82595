package dev.distil4j.bench;

import dev.distil4j.bench.contest.Contender;
import dev.distil4j.bench.contest.Workload;
import dev.distil4j.bench.contest.Workloads;

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

import java.util.concurrent.TimeUnit;

/**
 * The sentiment of one text with a model of the base shape, beside ONNX Runtime and PyTorch. JMH
 * measures one engine after the other; {@code contest.Compare} takes turns.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class SentimentBenchmark {

    /** Contenders of the workload. */
    @Param({"distil4j", "onnxruntime", "onnxruntime-optimised", "pytorch"})
    String engine = "distil4j";

    /** Length of the text, {@code [CLS]} and {@code [SEP]} included. */
    @Param({"16", "128", "512"})
    int tokens;

    /** Threads that work on the text. */
    @Param({"1", "2"})
    int threads;

    private Contender contender;

    @Setup(Level.Trial)
    public void open() {
        Workload workload = Workloads.of("sentiment:" + tokens);
        contender = workload.openChecked(engine, threads);
    }

    @TearDown(Level.Trial)
    public void close() {
        contender.close();
    }

    @Benchmark
    public void run() {
        contender.run();
    }
}
