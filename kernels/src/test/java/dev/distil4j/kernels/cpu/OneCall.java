package dev.distil4j.kernels.cpu;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.JvmBackends;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** One operation in a call of its own, on values of the test. */
final class OneCall {

    /** Opened once for all tests: a device compiles its kernels anew for every backend. */
    private static final Map<List<Object>, Backend> OPENED = new ConcurrentHashMap<>();

    private OneCall() {}

    static float[] run(
            String backend,
            Threads threads,
            TokenBatch batch,
            BiFunction<Weights, Call, Tensor> operation) {
        return run(backend, threads, Precision.F32, batch, operation);
    }

    static float[] run(
            String backend,
            Threads threads,
            Precision precision,
            TokenBatch batch,
            BiFunction<Weights, Call, Tensor> operation) {
        Backend opened = opened(backend, threads);
        try (Weights weights = opened.prepare(precision);
                Call call = opened.begin(batch)) {
            return call.read(operation.apply(weights, call));
        }
    }

    private static Backend opened(String backend, Threads threads) {
        return OPENED.computeIfAbsent(
                List.of(backend, threads), _ -> JvmBackends.open(backend, threads));
    }

    static float[] run(
            String backend, TokenBatch batch, BiFunction<Weights, Call, Tensor> operation) {
        return run(backend, Threads.callerOnly(), batch, operation);
    }

    /** The first of those values as an input, [rows, cols]. */
    static Tensor tensor(Call call, int rows, int cols, float... values) {
        return call.tensor(rows, cols, Arrays.copyOf(values, rows * cols));
    }
}
