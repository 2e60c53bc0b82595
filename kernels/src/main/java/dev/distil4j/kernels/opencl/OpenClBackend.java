package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Computes on an OpenCL device. A call gets a {@link Lane} of its own, so that any number of them may
 * be under way; lanes of ended calls serve later ones.
 */
final class OpenClBackend implements Backend {

    /** Lanes that wait for a call at most; each has memory of its own. */
    private static final int IDLE_LANES = 4;

    private final String name;
    private final OpenClContext context;
    private final Programs programs;
    private final ArrayBlockingQueue<Lane> idle = new ArrayBlockingQueue<>(IDLE_LANES);
    private final Set<Precision> proved = EnumSet.noneOf(Precision.class);
    private boolean closed;

    /**
     * @throws dev.distil4j.kernels.DeviceException if the device can't be opened
     */
    OpenClBackend(OpenClDevice device, Tuning tuning) {
        this(device, tuning, TensorCores.PTX);
    }

    OpenClBackend(OpenClDevice device, Tuning tuning, TensorCores cores) {
        name = device.about().backend();
        context = new OpenClContext(device);
        programs = new Programs(context, tuning, cores);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String device() {
        Device device = context.device().about();
        return "%s, driver %s of %s".formatted(device.name(), device.driver(), device.platform());
    }

    @Override
    public String kernels() {
        return "products on %s in float32, or of float16 weights %s"
                .formatted(
                        context.device().name(),
                        programs.tensorCoresRefusal()
                                .map(reason -> "without tensor cores: " + reason)
                                .orElse("on its tensor cores"));
    }

    /** The caller's: the device has its own. */
    @Override
    public int threads() {
        return 1;
    }

    /**
     * @throws dev.distil4j.kernels.DeviceException if the device computes wrongly in it
     * @throws IllegalArgumentException if it has no products of that precision
     */
    @Override
    public Weights prepare(Precision precision) {
        Storage storage =
                switch (precision) {
                    case F32 -> Storage.F32;
                    case F16 -> Storage.F16;
                    case BF16 ->
                            throw new IllegalArgumentException(
                                    "%s has no products in BF16; choose F16 or F32"
                                            .formatted(name));
                };
        proveItself(precision, storage);
        return new OpenClWeights(this, context, storage);
    }

    /** Checks what it computes, when a precision is first asked for. */
    private synchronized void proveItself(Precision precision, Storage storage) {
        if (proved.add(precision)) {
            try (Weights weights = new OpenClWeights(this, context, storage)) {
                SelfCheck.of(context.device()).run(precision, weights, this::begin);
            } catch (RuntimeException | Error e) {
                proved.remove(precision);
                throw e;
            }
        }
    }

    @Override
    public Call begin(TokenBatch batch) {
        return new OpenClCall(this, batch, lane());
    }

    private synchronized Lane lane() {
        if (closed) {
            throw new IllegalStateException("the backend " + name + " is closed");
        }
        Lane lane = idle.poll();
        if (lane == null) {
            return new Lane(context);
        }
        lane.begin();
        return lane;
    }

    OpenClContext context() {
        return context;
    }

    Programs programs() {
        return programs;
    }

    /** Keeps the lane of an ended call for a later one, unless enough are kept already. */
    synchronized void recycle(Lane lane) {
        lane.clear();
        if (closed || !idle.offer(lane)) {
            lane.close();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            idle.forEach(Lane::close);
            idle.clear();
            context.release();
        }
    }
}
