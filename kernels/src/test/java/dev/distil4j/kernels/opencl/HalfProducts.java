package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** What can multiply halves: any device, or tensor cores, which are emulated here. */
enum HalfProducts {
    PORTABLE,
    /** Copies arrive as late as the program allows. */
    TENSOR_CORES,
    /** Copies arrive at once, in memory that must be free by then. */
    TENSOR_CORES_HASTY;

    /** Opened once for all tests: a device compiles its kernels anew for every backend. */
    private static final Map<HalfProducts, OpenClBackend> OPENED = new ConcurrentHashMap<>();

    static TensorCores emulated(String... functions) {
        return new TensorCores(List.of(functions), _ -> true);
    }

    TensorCores cores() {
        return switch (this) {
            case PORTABLE -> new TensorCores(List.of(), _ -> false);
            case TENSOR_CORES -> emulated("mma_emulated.cl");
            case TENSOR_CORES_HASTY -> emulated("copies_arrive_at_once.cl", "mma_emulated.cl");
        };
    }

    OpenClBackend backend() {
        return OPENED.computeIfAbsent(
                this,
                _ -> {
                    OpenClDevice device = OpenClDevices.list().getFirst();
                    return new OpenClBackend(device, Tuning.defaults(device), cores());
                });
    }

    /** An empty store of weights, from a device that has not proved itself: that takes long here. */
    Weights weights() {
        return new OpenClWeights(backend(), backend().context(), Storage.F16);
    }

    /** One operation with weights in halves, in a call of its own. */
    float[] run(TokenBatch batch, BiFunction<Weights, Call, Tensor> operation) {
        try (Weights weights = weights();
                Call call = backend().begin(batch)) {
            return call.read(operation.apply(weights, call));
        }
    }
}
