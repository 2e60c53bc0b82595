package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.KernelTime;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the fastest tiles of a device: runs every candidate on every shape, timed by the device's own
 * clock. A candidate computes rightly before it is timed; one that fails is left out.
 *
 * @param cores which the products of halves are tuned for, where they can be used
 * @param layers that are multiplied with
 * @param rows numbers of rows, ascending
 */
record Tuner(OpenClDevice device, TensorCores cores, List<Layer> layers, List<Integer> rows) {

    /** The inputs and outputs of a layer. */
    record Layer(int in, int out) {}

    /** Tiles worth a try; each device has room for some of them. */
    static final List<ProductConfig> PRODUCTS =
            List.of(
                    ProductConfig.SMALL,
                    new ProductConfig(16, 16, 64, 1, 1),
                    new ProductConfig(16, 32, 32, 1, 2),
                    new ProductConfig(32, 32, 32, 2, 2),
                    new ProductConfig(32, 64, 16, 4, 4),
                    ProductConfig.MEDIUM,
                    new ProductConfig(64, 128, 16, 8, 8),
                    new ProductConfig(128, 64, 16, 8, 8),
                    ProductConfig.LARGE,
                    new ProductConfig(128, 128, 32, 8, 8));

    /** Likewise on tensor cores; NVIDIA gives a work-group 48 KB of local memory. */
    static final List<MmaConfig> MMA =
            List.of(
                    MmaConfig.SMALL,
                    new MmaConfig(16, 64, 64, 16, 16, 4),
                    new MmaConfig(32, 64, 64, 32, 16, 3),
                    MmaConfig.MEDIUM,
                    new MmaConfig(64, 64, 64, 32, 32, 3),
                    new MmaConfig(64, 128, 32, 32, 64, 4),
                    new MmaConfig(128, 64, 32, 64, 32, 4),
                    MmaConfig.LARGE,
                    new MmaConfig(128, 128, 32, 64, 64, 3));

    /** Times that a product is run, after one that does not count. */
    private static final int RUNS = 5;

    /** A product slower than this is timed once, and one of more rows not at all. */
    private static final long PATIENCE = 250_000_000;

    /** Tiles of more than so many times the rows are not worth a try, unless all are. */
    private static final int EMPTY = 4;

    /** A candidate and its median time. */
    record Timed<T extends Tiles>(T tiles, long nanos) {}

    /** For the layers of the base shape, over one text and over many. */
    static Tuner ofBaseShape(OpenClDevice device) {
        return new Tuner(
                device,
                TensorCores.PTX,
                List.of(
                        new Layer(768, 768),
                        new Layer(768, 1536),
                        new Layer(768, 3072),
                        new Layer(3072, 768)),
                List.of(16, 128, 1024, 8192));
    }

    /**
     * The fastest candidates.
     *
     * @param told hears what becomes of each candidate
     */
    <T extends Tiles> Map<Shape, Timed<T>> best(List<T> candidates, Consumer<String> told) {
        int lowest = candidates.stream().mapToInt(Tiles::tileRows).min().orElseThrow();
        Map<Shape, Timed<T>> best = new TreeMap<>(Shape.ORDER);
        for (T candidate : candidates) {
            String outcome;
            if (candidate.fits(device)) {
                outcome = merge(candidate, lowest, best);
            } else {
                outcome = "the device has no room for them";
            }
            told.accept(
                    "tiles %d of %d, %s: %s"
                            .formatted(
                                    candidates.indexOf(candidate) + 1,
                                    candidates.size(),
                                    candidate,
                                    outcome));
        }
        return best;
    }

    /** Times the candidate, and keeps its times where they are the best; what became of it. */
    private <T extends Tiles> String merge(T candidate, int lowest, Map<Shape, Timed<T>> best) {
        Map<Shape, Long> medians;
        try {
            medians = time(candidate, lowest);
        } catch (DeviceException e) {
            return String.valueOf(e.getMessage());
        }
        medians.forEach(
                (shape, nanos) ->
                        best.merge(
                                shape,
                                new Timed<>(candidate, nanos),
                                (a, b) -> b.nanos() < a.nanos() ? b : a));
        return "timed";
    }

    /** Likewise on tensor cores; nothing, which is told, where they are not used. */
    Map<Shape, Timed<MmaConfig>> bestOnTensorCores(
            List<MmaConfig> candidates, Consumer<String> told) {
        Optional<String> refusal;
        try (OpenClBackend backend =
                new OpenClBackend(device, Tuning.defaults(device), cores, null)) {
            refusal = backend.programs().tensorCoresRefusal();
        }
        if (refusal.isPresent()) {
            told.accept("no tensor cores: " + refusal.get());
            return Map.of();
        }
        return best(candidates, told);
    }

    /** The candidate's median times. */
    private Map<Shape, Long> time(Tiles candidate, int lowest) {
        Map<Shape, Long> medians = new HashMap<>();
        List<KernelTime> times = new ArrayList<>();
        SeededValues values = new SeededValues();
        Tuning tuning = Tuning.defaults(device).with(candidate);
        try (OpenClBackend backend = new OpenClBackend(device, tuning, cores, times::add);
                Weights weights = backend.prepare(precision(candidate))) {
            for (Layer layer : layers) {
                int in = layer.in();
                int out = layer.out();
                Linear linear =
                        weights.linear(
                                Matrix.of(out, in, values.next(out * in, 0)), new float[out]);
                long last = 0;
                for (int count : rows) {
                    if (last > PATIENCE) {
                        break;
                    }
                    if (candidate.tileRows() <= Math.max(EMPTY * count, lowest)) {
                        last = time(backend, linear, count, times);
                        medians.put(new Shape(count, in, out), last);
                    }
                }
            }
        }
        return medians;
    }

    /** What products are cut so in. */
    static Precision precision(Tiles tiles) {
        return switch (tiles) {
            case ProductConfig _ -> Precision.F32;
            case MmaConfig _ -> Precision.F16;
        };
    }

    /** Median time of the layer's product over so many rows. */
    private static long time(
            OpenClBackend backend, Linear linear, int rows, List<KernelTime> times) {
        TokenBatch batch = TokenBatch.of(new int[rows]);
        float[] values = new SeededValues().next(rows * linear.in(), 0);
        long[] nanos = new long[RUNS + 1];
        for (int run = 0; run <= RUNS; run++) {
            times.clear();
            try (Call call = backend.begin(batch)) {
                Tensor x = call.tensor(rows, linear.in(), values);
                Tensor y = call.linear(x, linear, Activation.IDENTITY);
                call.read(call.rows(y, RowSelection.first(batch))); // waits
            }
            nanos[run] =
                    times.stream()
                            .filter(time -> time.kernel().startsWith("linear"))
                            .mapToLong(KernelTime::nanos)
                            .sum();
            if (nanos[run] > PATIENCE) {
                return nanos[run];
            }
        }
        long[] counted = Arrays.copyOfRange(nanos, 1, nanos.length);
        Arrays.sort(counted);
        return counted[RUNS / 2];
    }
}
