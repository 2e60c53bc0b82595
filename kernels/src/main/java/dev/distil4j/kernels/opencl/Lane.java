package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.KernelTime;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one call needs of the device: an in-order queue, the kernels that it enqueues, and memory,
 * which no other queue ever sees. Later calls reuse it.
 *
 * <p>A block's tensors live until the block ends. So an encoder of dimension d, with h ≥ d values
 * inside its feed-forward network, takes at most 11·d + 2·h values for each token of the largest
 * batch, and an eighth more.
 */
final class Lane {

    private final OpenClContext context;
    private final DeviceQueue queue;
    private final Staging staging;
    private final Map<Program, Map<String, Kernel>> kernels = new HashMap<>();

    /** Where the call's tensors are. */
    private final List<Slot> slots = new ArrayList<>();

    private int used;

    /** Where the call's uploads are: batches and selections, which last until the call ends. */
    private final List<Slot> inputs = new ArrayList<>();

    private int uploaded;

    /** Whether something was enqueued that nobody has waited for. */
    private boolean busy;

    /**
     * @throws dev.distil4j.kernels.DeviceException if the device has no room for another lane
     */
    Lane(OpenClContext context) {
        this(context, null);
    }

    /**
     * @param observer is told of each kernel's time, if somebody wants to know
     * @throws dev.distil4j.kernels.DeviceException if the device has no room for another lane
     */
    Lane(OpenClContext context, @Nullable Consumer<KernelTime> observer) {
        this.context = context;
        queue = new DeviceQueue(context, observer);
        try {
            staging = new Staging(context, queue);
        } catch (RuntimeException | Error e) {
            queue.close();
            throw e;
        }
        context.acquire();
    }

    /** The kernel of that name, without arguments. */
    Kernel kernel(Program program, String name) {
        busy = true;
        return kernels.computeIfAbsent(program, _ -> new HashMap<>())
                .computeIfAbsent(name, _ -> queue.kernel(program, name));
    }

    /** A new tensor in the next slot. */
    OpenClTensor next(int rows, int cols, Storage storage) {
        OpenClTensor tensor = new OpenClTensor(slot(slots, used), rows, cols, storage);
        tensor.slot().ensure((long) rows * cols * storage.bytes()).hold(tensor);
        used++;
        return tensor;
    }

    private Slot slot(List<Slot> among, int at) {
        if (at == among.size()) {
            among.add(new Slot(queue));
        }
        return among.get(at);
    }

    boolean owns(OpenClTensor tensor) {
        return slots.contains(tensor.slot());
    }

    /** Frees every slot but that of {@code kept}, and sends what was enqueued on its way. */
    void keepOnly(OpenClTensor kept) {
        int at = slots.indexOf(kept.slot());
        slots.set(at, slots.getFirst());
        slots.set(0, kept.slot());
        for (int i = 1; i < used; i++) {
            slots.get(i).free();
        }
        used = 1;
        queue.flush();
    }

    /** Enqueues an upload, which lasts until the call ends. */
    DeviceBuffer upload(int[] values) {
        busy = true;
        DeviceBuffer to =
                slot(inputs, uploaded++).ensure((long) values.length * Integer.BYTES).buffer();
        staging.write(values, to);
        return to;
    }

    /** Enqueues an upload. */
    void write(float[] values, DeviceBuffer to) {
        busy = true;
        staging.write(values, to);
    }

    /** Waits for {@code from} and copies its first values out. */
    void read(OpenClTensor from, float[] values) {
        if (values.length > 0) {
            staging.read(from.values(), from.storage(), values);
            finish(); // nothing is left, but a stopwatch reports
        }
    }

    private void finish() {
        staging.finish();
        busy = false;
    }

    /** Ends a call. What nobody has waited for is waited for, since its uploads lie in the staging. */
    void end() {
        if (busy && !hasFailed()) {
            finish();
        }
        for (int i = 0; i < used; i++) {
            slots.get(i).free();
        }
        used = 0;
        uploaded = 0;
    }

    /** Whether something has failed, so that no later call may have it. */
    boolean hasFailed() {
        return failure().isPresent();
    }

    /** What has failed, for people, if anything. */
    Optional<String> failure() {
        return queue.failure();
    }

    /** Bytes of device memory that it has. */
    long bytes() {
        long bytes = 0;
        for (Slot slot : slots) {
            bytes += slot.bytes();
        }
        for (Slot slot : inputs) {
            bytes += slot.bytes();
        }
        return bytes;
    }

    /** Gives everything back, as soon as what was enqueued is done. */
    void close() {
        slots.forEach(Slot::release);
        inputs.forEach(Slot::release);
        kernels.values().forEach(named -> named.values().forEach(Kernel::close));
        staging.close();
        queue.close();
        context.release();
    }
}
