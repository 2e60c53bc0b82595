package dev.distil4j.bench;

import dev.distil4j.kernels.cpu.VectorPeak;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.concurrent.TimeUnit;

/**
 * The ceiling: fused multiply-adds of vectors that never leave their registers, on one core. The
 * score is floating point operations per nanosecond, that is GFLOP/s.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class FmaPeak {

    /** Floating point operations of a call. */
    public static final int FLOP = VectorPeak.FLOP;

    float factor = 0.999f;

    /** The same number of operations for every width of vectors. */
    @Benchmark
    @OperationsPerInvocation(FmaPeak.FLOP)
    public float fma() {
        return VectorPeak.run(factor);
    }
}
