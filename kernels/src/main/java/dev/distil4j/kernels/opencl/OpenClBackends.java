package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Devices;
import dev.distil4j.kernels.KernelTime;
import dev.distil4j.kernels.Offer;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.TuningResult;
import dev.distil4j.kernels.Weights;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The way into this package. It loads where JOCL is missing. */
public final class OpenClBackends {

    /** What all devices have in common: the name of a refusal of them all. */
    public static final String NAME = "opencl";

    private OpenClBackends() {}

    /** The devices of this machine, or why there is none. */
    public static Devices devices() {
        Optional<Offer.Refused> missing = Jocl.missing();
        if (missing.isPresent()) {
            return new Devices(List.of(), missing);
        }
        List<Device> found = OpenClDevices.list().stream().map(OpenClDevice::about).toList();
        return new Devices(
                found, found.isEmpty() ? Optional.of(OpenClDevices.none()) : Optional.empty());
    }

    /**
     * A backend on a device, which has proved that it computes rightly in that precision.
     *
     * @throws dev.distil4j.kernels.DeviceException if it fails, or computes wrongly
     * @throws IllegalArgumentException if it can't compute in that precision
     */
    public static Backend open(Device device, Precision precision) {
        OpenClDevice opened = OpenClDevices.list().get(device.index());
        OpenClBackend backend = new OpenClBackend(opened, TuningFile.ofUser().tuning(opened));
        try (Weights _ = backend.prepare(precision)) {
            return backend;
        } catch (RuntimeException | Error e) {
            backend.close();
            throw e;
        }
    }

    /**
     * Finds the fastest tiles of a device, and keeps them in a file for later backends.
     *
     * @param told hears what becomes of each candidate
     * @throws IOException if the file can't be written
     */
    public static TuningResult tune(Device device, Consumer<String> told) throws IOException {
        OpenClDevice tuned = OpenClDevices.list().get(device.index());
        TuningFile file = TuningFile.ofUser();
        file.requireWritable(tuned);
        Tuner tuner = Tuner.ofBaseShape(tuned);
        var products = tuner.best(Tuner.PRODUCTS, told);
        var mma = tuner.bestOnTensorCores(Tuner.MMA, told);
        file.write(tuned, new FastestTiles(tiles(products), tiles(mma)));
        return new TuningResult(
                file.path(tuned),
                Stream.of(products, mma)
                        .flatMap(best -> best.entrySet().stream())
                        .map(entry -> product(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static <T extends Tiles> Map<Shape, T> tiles(Map<Shape, Tuner.Timed<T>> best) {
        return best.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().tiles()));
    }

    private static TuningResult.Product product(Shape shape, Tuner.Timed<?> timed) {
        return new TuningResult.Product(
                shape.rows(),
                shape.in(),
                shape.out(),
                Tuner.precision(timed.tiles()),
                timed.tiles().toString(),
                timed.nanos());
    }

    /**
     * A backend whose kernels are timed by the device, which costs time itself.
     *
     * @param observer is told of each kernel's time when its call has read a result, by the thread of
     *     that call
     * @throws dev.distil4j.kernels.DeviceException if the device fails
     */
    public static Backend observed(Device device, Consumer<KernelTime> observer) {
        OpenClDevice opened = OpenClDevices.list().get(device.index());
        return new OpenClBackend(
                opened, TuningFile.ofUser().tuning(opened), TensorCores.PTX, observer);
    }
}
