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
import java.util.function.BiFunction;

/** One operation in a call of its own, on values of the test. */
final class OneCall {

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
        try (Backend opened = JvmBackends.open(backend, threads);
                Weights weights = opened.prepare(precision);
                Call call = opened.begin(batch)) {
            return call.read(operation.apply(weights, call));
        }
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
