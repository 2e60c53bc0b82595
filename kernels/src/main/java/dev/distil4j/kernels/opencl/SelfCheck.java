package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Backends;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.Threads;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.List;
import java.util.function.Function;

/**
 * Compares a device with the scalar backend before anybody relies on it: one layer of an encoder
 * with weights from a seed, over few tokens and over many. A driver that compiles wrongly is far off;
 * one that rounds in its own way is not.
 *
 * @param device its name
 * @param hiddenDim width of the feed-forward network
 */
record SelfCheck(String device, int hiddenDim) {

    /** Below a hundred rows all products get tiles for few, above them tiles for many. */
    private static final List<TokenBatch> BATCHES =
            List.of(SeededLayer.batch(1, 8), SeededLayer.batch(97, 33));

    /** Columns of a tile of the largest kind. */
    private static final int TILE = 128;

    /** For a device with that many compute units, so that it takes its largest tiles, too. */
    static SelfCheck of(OpenClDevice device) {
        int units = Math.clamp(device.computeUnits(), 2, 256);
        return new SelfCheck(device.name(), Math.ceilDiv(units, 2) * TILE);
    }

    /**
     * Computes in {@code weights}, which are empty, by calls that {@code begin} makes.
     *
     * @throws DeviceException if a result is too far from the scalar backend's
     */
    void run(Precision precision, Weights weights, Function<TokenBatch, Call> begin) {
        SeededLayer layer = new SeededLayer(weights, hiddenDim);
        try (Backend scalar = Backends.named("scalar", Threads.callerOnly()).backend();
                Weights exact = scalar.prepare(precision)) {
            SeededLayer reference = new SeededLayer(exact, hiddenDim);
            for (TokenBatch batch : BATCHES) {
                float difference =
                        difference(
                                forward(layer, begin.apply(batch), batch),
                                forward(reference, scalar.begin(batch), batch));
                // Not a number is no small difference, either.
                if (!(difference <= bound(precision))) {
                    throw new DeviceException(
                            "%s computes wrongly in %s: values around 1 are off by %s, and %s is allowed; update its driver, or choose another backend"
                                    .formatted(
                                            device,
                                            precision.optionName(),
                                            difference,
                                            bound(precision)));
                }
            }
        }
    }

    /** Far above what rounding does to values around 1, far below what an error does. */
    private static float bound(Precision precision) {
        return precision == Precision.F32 ? 1e-3f : 5e-2f;
    }

    /** All rows of the layer's result, then the first of each sequence again. */
    private static float[][] forward(SeededLayer layer, Call call, TokenBatch batch) {
        try (call) {
            Tensor all = layer.forward(call, batch);
            return new float[][] {
                call.read(all), call.read(call.rows(all, RowSelection.first(batch)))
            };
        }
    }

    private static float difference(float[][] x, float[][] y) {
        float largest = 0;
        for (int part = 0; part < x.length; part++) {
            for (int i = 0; i < x[part].length; i++) {
                float difference = Math.abs(x[part][i] - y[part][i]);
                largest = Math.max(largest, difference); // NaN, if one is
            }
        }
        return largest;
    }
}
