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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the fastest tiles of a device: runs every candidate on every shape, timed by the device's own
 * clock. A candidate computes rightly before it is timed; one that fails is left out.
 *
 * @param candidates tiles; whether the device has room for them shows
 * @param layers that are multiplied with
 * @param rows numbers of rows, ascending
 */
record Tuner(
        OpenClDevice device,
        List<ProductConfig> candidates,
        List<Layer> layers,
        List<Integer> rows) {

    /** The inputs and outputs of a layer. */
    record Layer(int in, int out) {}

    /** Tiles worth a try; each device has room for some of them. */
    private static final List<ProductConfig> CANDIDATES =
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

    /** Times that a product is run, after one that does not count. */
    private static final int RUNS = 5;

    /** A product slower than this is timed once, and one of more rows not at all. */
    private static final long PATIENCE = 250_000_000;

    /** Tiles of more than so many times the rows are not worth a try, unless all are. */
    private static final int EMPTY = 4;

    /** A candidate and its median time. */
    record Timed(ProductConfig config, long nanos) {}

    /** For the layers of the base shape, over one text and over many. */
    static Tuner ofBaseShape(OpenClDevice device) {
        return new Tuner(
                device,
                CANDIDATES,
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
    Map<Shape, Timed> best(Consumer<String> told) {
        Map<Shape, Timed> best = new TreeMap<>(Shape.ORDER);
        for (ProductConfig candidate : candidates) {
            if (!candidate.fits(device)) {
                told.accept("%s: the device has no room for them".formatted(candidate));
                continue;
            }
            try {
                time(candidate, best);
                told.accept("%s: timed".formatted(candidate));
            } catch (DeviceException e) {
                told.accept("%s: %s".formatted(candidate, e.getMessage()));
            }
        }
        return best;
    }

    private void time(ProductConfig candidate, Map<Shape, Timed> best) {
        List<KernelTime> times = new ArrayList<>();
        SeededValues values = new SeededValues();
        int lowest = candidates.stream().mapToInt(ProductConfig::tileRows).min().orElseThrow();
        try (OpenClBackend backend =
                        new OpenClBackend(
                                device, (_, _, _) -> candidate, TensorCores.PTX, times::add);
                Weights weights = backend.prepare(Precision.F32)) {
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
                        Timed timed = new Timed(candidate, last);
                        best.merge(
                                new Shape(count, in, out),
                                timed,
                                (a, b) -> b.nanos() < a.nanos() ? b : a);
                    }
                }
            }
        }
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
