package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_QUEUE_PROFILING_ENABLE;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clEnqueueNDRangeKernel;
import static org.jocl.CL.clFinish;
import static org.jocl.CL.clFlush;
import static org.jocl.CL.clReleaseCommandQueue;

import dev.distil4j.kernels.DeviceMemoryException;
import dev.distil4j.kernels.KernelTime;

import org.jocl.cl_command_queue;
import org.jocl.cl_event;
import org.jocl.cl_kernel;
import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * An in-order queue of a device, which remembers what has failed: what was enqueued after that can't be
 * relied on.
 */
final class DeviceQueue {

    private final OpenClContext context;
    private final cl_command_queue queue;
    private final @Nullable Stopwatch stopwatch;
    private @Nullable String failure;

    /**
     * @param observer is told of each kernel's time, if somebody wants to know
     */
    DeviceQueue(OpenClContext context, @Nullable Consumer<KernelTime> observer) {
        this.context = context;
        queue = context.queue(observer == null ? 0 : CL_QUEUE_PROFILING_ENABLE);
        stopwatch = observer == null ? null : new Stopwatch(observer);
    }

    cl_command_queue handle() {
        return queue;
    }

    /** A kernel of a program. */
    Kernel kernel(Program program, String name) {
        return new Kernel(this, context.kernel(program, name), name);
    }

    /** Enqueues a kernel: so many items, in work-groups of so many. */
    void run(cl_kernel kernel, String name, long[] items, long[] group) {
        cl_event event = stopwatch == null ? null : stopwatch.launched(name);
        check(
                clEnqueueNDRangeKernel(
                        queue, kernel, items.length, null, items, group, 0, null, event),
                "running " + name);
    }

    /** Sends what was enqueued on its way. */
    void flush() {
        check(clFlush(queue), "sending operations");
    }

    /** Waits for all that was enqueued. */
    void finish() {
        check(clFinish(queue), "waiting for its results");
        if (stopwatch != null) {
            stopwatch.report();
        }
    }

    /**
     * Memory of the device.
     *
     * @throws DeviceMemoryException if there is not enough
     */
    DeviceBuffer allocate(long bytes) {
        try {
            return context.allocate(bytes);
        } catch (DeviceMemoryException e) {
            failure = e.getMessage();
            throw e;
        }
    }

    /** Gives memory back, as soon as what was enqueued with it is done. */
    void free(DeviceBuffer buffer) {
        context.free(buffer);
    }

    /** Refuses a status that is no success. */
    void check(int status, String action) {
        if (status != CL_SUCCESS && failure == null) {
            failure = OpenClContext.told(status, action);
        }
        context.check(status, action);
    }

    /** What has failed, for people, if anything. */
    Optional<String> failure() {
        return Optional.ofNullable(failure);
    }

    /** Bytes of one piece of memory at most. */
    long maxAllocation() {
        return context.device().maxAllocation();
    }

    void close() {
        clReleaseCommandQueue(queue);
    }
}
