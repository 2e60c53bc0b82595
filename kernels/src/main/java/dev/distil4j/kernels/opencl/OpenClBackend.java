package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Backend;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.KernelTime;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Computes on an OpenCL device. A call gets a {@link Lane} of its own, so that any number of them may
 * be under way; lanes of ended calls serve later ones.
 */
final class OpenClBackend implements Backend {

    /** Lanes that wait for a call at most; each has memory of its own. */
    private static final int IDLE_LANES = 4;

    /** The part of the memory that waiting lanes may keep, each of them. */
    private static final int KEPT = 16;

    private final String name;
    private final OpenClContext context;
    private final Programs programs;
    private final @Nullable Consumer<KernelTime> observer;
    private final ArrayDeque<Lane> idle = new ArrayDeque<>();
    private final Set<Precision> proved = EnumSet.noneOf(Precision.class);
    private boolean closed;

    /**
     * @throws dev.distil4j.kernels.DeviceException if the device can't be opened
     */
    OpenClBackend(OpenClDevice device, Tuning tuning) {
        this(device, tuning, TensorCores.PTX, null);
    }

    OpenClBackend(OpenClDevice device, Tuning tuning, TensorCores cores) {
        this(device, tuning, cores, null);
    }

    /**
     * @param observer is told of each kernel's time, if somebody wants to know; by the thread of the
     *     call that reads a result
     * @throws dev.distil4j.kernels.DeviceException if the device can't be opened
     */
    OpenClBackend(
            OpenClDevice device,
            Tuning tuning,
            TensorCores cores,
            @Nullable Consumer<KernelTime> observer) {
        name = device.about().backend();
        this.observer = observer;
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
        return "products in tiles that are %s; in float16 %s"
                .formatted(
                        programs.tiles(),
                        programs.tensorCoresRefusal()
                                .map(reason -> "without tensor cores: " + reason)
                                .orElse("on its tensor cores"));
    }

    /** The caller's: the device has its own. */
    @Override
    public int threads() {
        return 1;
    }

    /** A token of the base shape takes some 50 KB: weights and other calls have the rest. */
    @Override
    public int batchTokens() {
        return Math.clamp(context.device().memory() >> 20, 1 << 10, 1 << 16);
    }

    /**
     * @throws dev.distil4j.kernels.DeviceException if the device computes wrongly in it
     * @throws IllegalArgumentException if it has no products in that precision
     */
    @Override
    public Weights prepare(Precision precision) {
        Storage storage =
                switch (precision) {
                    case F32 -> Storage.F32;
                    case F16 -> Storage.F16;
                    case BF16 ->
                            throw new IllegalArgumentException(
                                    "OpenCL has no products in bf16; choose f16 or f32");
                };
        proveItself(precision, storage);
        return newWeights(storage);
    }

    private OpenClWeights newWeights(Storage storage) {
        acquire();
        try {
            return new OpenClWeights(this, context, storage);
        } finally {
            context.release();
        }
    }

    /** Checks what it computes, when a precision is first asked for. */
    private synchronized void proveItself(Precision precision, Storage storage) {
        if (proved.add(precision)) {
            try (Weights weights = newWeights(storage)) {
                SelfCheck.of(context.device()).run(precision, weights, this::begin);
            } catch (RuntimeException | Error e) {
                proved.remove(precision);
                throw e;
            }
        }
    }

    @Override
    public Call begin(TokenBatch batch) {
        Lane lane = idleLane();
        return new OpenClCall(this, batch, lane == null ? newLane() : lane);
    }

    private synchronized @Nullable Lane idleLane() {
        requireOpen();
        return idle.poll();
    }

    private Lane newLane() {
        acquire();
        try {
            return new Lane(context, observer);
        } finally {
            context.release();
        }
    }

    /** Keeps the context open while something is made that does so itself. */
    private synchronized void acquire() {
        requireOpen();
        context.acquire();
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the backend " + name + " is closed");
        }
    }

    OpenClContext context() {
        return context;
    }

    Programs programs() {
        return programs;
    }

    /**
     * Keeps the lane of an ended call for a later one, unless it is very large or enough are kept
     * already. After a failure no lane is kept: the next call finds all the memory there is.
     */
    synchronized void recycle(Lane lane) {
        boolean large = lane.bytes() > context.device().memory() / KEPT;
        if (closed || large || lane.hasFailed() || idle.size() == IDLE_LANES) {
            lane.close();
        } else {
            idle.push(lane);
        }
        if (lane.hasFailed()) {
            closeIdle();
        }
    }

    private void closeIdle() {
        idle.forEach(Lane::close);
        idle.clear();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeIdle();
            context.release();
        }
    }
}
