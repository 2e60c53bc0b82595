package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.DeviceException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Runs each product once, on next to nothing, before a call relies on it: what the registers and the
 * local memory of a device have room for is known for certain only then. Thread-safe.
 */
final class Trials {

    /** Values of a row that every product can take. */
    private static final int IN = 8;

    private final OpenClContext context;
    private final Map<Product, Optional<String>> failures = new ConcurrentHashMap<>();

    /** Why tiles are not used, by what people call them. */
    private final Map<String, String> leftOut = new ConcurrentSkipListMap<>();

    Trials(OpenClContext context) {
        this.context = context;
    }

    /**
     * The product in the first tiles that the device runs. The last ones need no trial: nothing stands
     * in for them, and their failure is that of the call.
     *
     * @param cut makes the product
     * @param layer that is multiplied with
     */
    <T extends Tiles> Product first(List<T> tiles, Function<T, Product> cut, OpenClLinear layer) {
        for (T some : tiles.subList(0, tiles.size() - 1)) {
            Product product = cut.apply(some);
            Optional<String> failure =
                    failures.computeIfAbsent(product, tried -> failure(tried, layer));
            if (failure.isEmpty()) {
                return product;
            }
            leftOut.putIfAbsent(some.toString(), failure.get());
        }
        return cut.apply(tiles.getLast());
    }

    /** Why the device fails to run the product, if it does. */
    private Optional<String> failure(Product product, OpenClLinear layer) {
        Lane lane = new Lane(context);
        try {
            DeviceBuffer values = lane.next(1, IN, Storage.F32).values();
            DeviceBuffer y = lane.next(1, IN, Storage.F32).values();
            lane.write(new float[IN], values);
            return failure(product, lane, values, layer.owner(), y);
        } finally {
            lane.close();
        }
    }

    private static Optional<String> failure(
            Product product, Lane lane, DeviceBuffer values, OpenClWeights owner, DeviceBuffer y) {
        OpenClLinear layer = new OpenClLinear(owner, IN, 1, values, values);
        try {
            product.multiply(lane, values, layer, y, 1);
            lane.end(); // waits
            return Optional.empty();
        } catch (DeviceException e) {
            System.getLogger(Trials.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "smaller tiles stand in for {0}: {1}",
                            product,
                            e.getMessage());
            return Optional.of(lane.failure().orElse("its compiler refuses them"));
        }
    }

    /** The tiles that are not used, and why, for people; empty if all are. */
    String told() {
        return leftOut.entrySet().stream()
                .map(entry -> ", not in %s (%s)".formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }
}
