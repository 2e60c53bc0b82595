package dev.distil4j.bench;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
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

import java.util.Arrays;
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
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class LinearBenchmark {

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

    private void open(Backend chosen) {
        backend = chosen;
        String[] sizes = shape.split("x", 2);
        in = Integer.parseInt(sizes[0]);
        out = Integer.parseInt(sizes[1]);
        weights = backend.prepare();
        Random random = new Random(1);
        layer = weights.linear(matrix(random, out, in), new float[out]);
        float[] ones = new float[in];
        Arrays.fill(ones, 1);
        Embeddings input =
                weights.embeddings(
                        matrix(random, 1, in),
                        matrix(random, rows, in),
                        null,
                        weights.layerNorm(ones, new float[in], 1e-12f));
        call = backend.begin(TokenBatch.of(new int[rows]));
        x = call.embed(input);
    }

    private static Matrix matrix(Random random, int rows, int cols) {
        float[] values = new float[rows * cols];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return Matrix.of(rows, cols, values);
    }

    /** Opens both; each benchmark method takes the one that it is named for. */
    @State(Scope.Thread)
    public static class Scalar {
        @Setup(Level.Trial)
        public void open(LinearBenchmark benchmark) {
            benchmark.open(Backends.named("scalar", Threads.callerOnly()).backend());
        }
    }

    /** The best vector backend of this machine. */
    @State(Scope.Thread)
    public static class Vector {
        @Setup(Level.Trial)
        public void open(LinearBenchmark benchmark) {
            benchmark.open(Backends.best(Threads.callerOnly()).backend());
        }
    }

    @TearDown(Level.Trial)
    public void close() {
        call.close();
        weights.close();
        backend.close();
    }

    @Benchmark
    public Tensor linearScalar(Scalar backend, Work work) {
        return multiply(work);
    }

    @Benchmark
    @Fork(
            value = 3,
            jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
    public Tensor linearVector(Vector backend, Work work) {
        return multiply(work);
    }

    private Tensor multiply(Work work) {
        Tensor y = call.linear(x, layer, Activation.IDENTITY);
        call.retain(x);
        work.gflop += 2e-9 * rows * in * out;
        return y;
    }
}
