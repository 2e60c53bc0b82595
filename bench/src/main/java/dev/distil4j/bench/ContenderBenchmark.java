package dev.distil4j.bench;

import dev.distil4j.bench.contest.Contender;
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
 * A workload of {@code contest} under JMH, which measures one engine after the other; {@code
 * contest.Compare} takes turns. Nothing is timed before the engine's result agrees with this
 * project's.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dai.djl.offline=true",
            "-DDJL_CACHE_DIR=target/djl"
        })
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public abstract class ContenderBenchmark {

    /** Threads that work on a run. */
    @Param({"1", "2"})
    int threads;

    private Contender contender;

    abstract String workload();

    abstract String engine();

    @Setup(Level.Trial)
    public void open() {
        contender = Workloads.of(workload()).openChecked(engine(), threads);
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
