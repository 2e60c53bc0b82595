package dev.distil4j.bench;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

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

    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int ROUNDS = 100_000;

    /** Twelve chains: enough to hide the latency of every current core. */
    private static final int CHAINS = 12;

    /** Lanes of the widest vectors; shorter ones do more rounds instead. */
    private static final int LANES = 16;

    /** Floating point operations of a call. */
    public static final int FLOP = 2 * ROUNDS * CHAINS * LANES;

    float factor = 0.999f;

    /** The same number of operations for every width of vectors. */
    @Benchmark
    @OperationsPerInvocation(FmaPeak.FLOP)
    public float fma() {
        FloatVector f = FloatVector.broadcast(SPECIES, factor);
        FloatVector c0 = f;
        FloatVector c1 = f;
        FloatVector c2 = f;
        FloatVector c3 = f;
        FloatVector c4 = f;
        FloatVector c5 = f;
        FloatVector c6 = f;
        FloatVector c7 = f;
        FloatVector c8 = f;
        FloatVector c9 = f;
        FloatVector c10 = f;
        FloatVector c11 = f;
        int rounds = ROUNDS * LANES / SPECIES.length();
        for (int i = 0; i < rounds; i++) {
            c0 = c0.fma(f, f);
            c1 = c1.fma(f, f);
            c2 = c2.fma(f, f);
            c3 = c3.fma(f, f);
            c4 = c4.fma(f, f);
            c5 = c5.fma(f, f);
            c6 = c6.fma(f, f);
            c7 = c7.fma(f, f);
            c8 = c8.fma(f, f);
            c9 = c9.fma(f, f);
            c10 = c10.fma(f, f);
            c11 = c11.fma(f, f);
        }
        FloatVector low = c0.add(c1).add(c2.add(c3)).add(c4.add(c5));
        FloatVector high = c6.add(c7).add(c8.add(c9)).add(c10.add(c11));
        return low.add(high).lane(0);
    }
}
