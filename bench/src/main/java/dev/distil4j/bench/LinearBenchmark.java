package dev.distil4j.bench;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.openjdk.jmh.annotations.AuxCounters;
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

import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The fully connected layers of the base shape on one core: the scalar reference and the same in
 * vectors. The counter {@code gflop} is GFLOP/s, to be held against {@link FmaPeak}.
 */
@SuppressWarnings("NullAway.Init") // JMH calls open() before anything else
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LinearBenchmark {

    /** The reference, or the best backend of this machine. */
    @Param({"scalar", "vector"})
    String kernels = "vector";

    /** Rows of the input. */
    @Param({"1", "16", "128"})
    int rows;

    /** Inputs and outputs of the layer. */
    @Param({"768x768", "768x3072", "3072x768"})
    String shape = "768x768";

    private int in;
    private int out;
    private Backend backend;
    private Weights weights;
    private Linear layer;
    private Call call;
    private Tensor x;

    /** Counts work, which JMH divides by time. */
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    @State(Scope.Thread)
    public static class Work {
        /** 10⁹ floating point operations. */
        public double gflop;
    }

    @Setup(Level.Trial)
    public void open() {
        backend =
                kernels.equals("scalar")
                        ? Backends.named("scalar", Threads.callerOnly()).backend()
                        : Backends.best(Threads.callerOnly()).backend();
        String[] sizes = shape.split("x", 2);
        in = Integer.parseInt(sizes[0]);
        out = Integer.parseInt(sizes[1]);
        weights = backend.prepare();
        Random random = new Random(1);
        layer = weights.linear(Matrix.of(out, in, values(random, out * in)), new float[out]);
        call = backend.begin(TokenBatch.of(new int[rows]));
        x = call.tensor(rows, in, values(random, rows * in));
    }

    private static float[] values(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    @TearDown(Level.Trial)
    public void close() {
        call.close();
        weights.close();
        backend.close();
    }

    @Benchmark
    public Tensor linear(Work work) {
        Tensor y = call.linear(x, layer, Activation.IDENTITY);
        call.retain(x);
        work.gflop += 2e-9 * rows * in * out;
        return y;
    }
}
