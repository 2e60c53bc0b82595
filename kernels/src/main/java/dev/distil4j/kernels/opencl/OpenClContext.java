package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_CONTEXT_PLATFORM;
import static org.jocl.CL.CL_INVALID_BUFFER_SIZE;
import static org.jocl.CL.CL_MEM_OBJECT_ALLOCATION_FAILURE;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.CL_OUT_OF_HOST_MEMORY;
import static org.jocl.CL.CL_OUT_OF_RESOURCES;
import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clCreateBuffer;
import static org.jocl.CL.clCreateCommandQueue;
import static org.jocl.CL.clCreateContext;
import static org.jocl.CL.clCreateKernel;
import static org.jocl.CL.clReleaseContext;
import static org.jocl.CL.clReleaseMemObject;
import static org.jocl.CL.clReleaseProgram;
import static org.jocl.CL.stringFor_errorCode;

import dev.distil4j.kernels.DeviceException;
import dev.distil4j.kernels.DeviceMemoryException;

import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_context_properties;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_program;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One device, its memory and its compiled programs, shared by everything that a backend hands out.
 * The last one who {@linkplain #release releases} it frees it. Thread-safe.
 */
final class OpenClContext {

    private final OpenClDevice device;
    private final cl_context context;
    private final Map<Program, cl_program> programs = new ConcurrentHashMap<>();

    /** Bytes of the device's memory that are in use. */
    private final AtomicLong taken = new AtomicLong();

    private int users = 1;

    /** Has one user: who makes it. */
    OpenClContext(OpenClDevice device) {
        this.device = device;
        cl_context_properties properties = new cl_context_properties();
        properties.addProperty(CL_CONTEXT_PLATFORM, device.platform());
        int[] status = new int[1];
        context =
                clCreateContext(
                        properties, 1, new cl_device_id[] {device.id()}, null, null, status);
        check(status[0], "opening it");
    }

    OpenClDevice device() {
        return device;
    }

    /** One more user; the others keep it open meanwhile. */
    synchronized void acquire() {
        users++;
    }

    /** One user less. */
    synchronized void release() {
        users--;
        if (users == 0) {
            programs.values().forEach(program -> clReleaseProgram(program));
            programs.clear();
            clReleaseContext(context);
        }
    }

    /** An in-order queue with those properties. */
    @SuppressWarnings("deprecation") // its successor is of OpenCL 2.0
    cl_command_queue queue(long properties) {
        int[] status = new int[1];
        cl_command_queue queue = clCreateCommandQueue(context, device.id(), properties, status);
        check(status[0], "making a queue");
        return queue;
    }

    /** A kernel of a program, which is compiled when it is first asked for. */
    cl_kernel kernel(Program program, String name) {
        int[] status = new int[1];
        cl_kernel kernel =
                clCreateKernel(
                        programs.computeIfAbsent(
                                program, wanted -> Compiler.compile(wanted, context, this)),
                        name,
                        status);
        check(status[0], "making the kernel " + name);
        return kernel;
    }

    /**
     * Memory of the device.
     *
     * @throws DeviceMemoryException if there is not enough
     */
    DeviceBuffer allocate(long bytes) {
        if (taken.addAndGet(bytes) > device.memory()) {
            taken.addAndGet(-bytes);
            throw new DeviceMemoryException(
                    "%s has no memory left for %d KB more of its %d"
                            .formatted(device.name(), bytes >> 10, device.memory() >> 10));
        }
        try {
            return new DeviceBuffer(allocate(CL_MEM_READ_WRITE, bytes), bytes);
        } catch (DeviceException e) {
            taken.addAndGet(-bytes);
            throw e;
        }
    }

    /** Memory with those flags. */
    cl_mem allocate(long flags, long bytes) {
        if (bytes > device.maxAllocation()) {
            throw new DeviceMemoryException(
                    "%s gives no more than %d KB of memory in one piece, not %d"
                            .formatted(device.name(), device.maxAllocation() >> 10, bytes >> 10));
        }
        int[] status = new int[1];
        cl_mem memory = clCreateBuffer(context, flags, bytes, null, status);
        check(status[0], "taking %d bytes of memory".formatted(bytes));
        return memory;
    }

    /** Gives memory back, as soon as what was enqueued with it is done. */
    void free(DeviceBuffer buffer) {
        taken.addAndGet(-buffer.bytes());
        clReleaseMemObject(buffer.memory());
    }

    /**
     * Refuses a status that is no success.
     *
     * @param action what the device was asked for
     */
    void check(int status, String action) {
        DeviceException failure = failure(status, action);
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable DeviceException failure(int status, String action) {
        return switch (status) {
            case CL_SUCCESS -> null;
            case CL_MEM_OBJECT_ALLOCATION_FAILURE,
                    CL_OUT_OF_RESOURCES,
                    CL_OUT_OF_HOST_MEMORY,
                    CL_INVALID_BUFFER_SIZE ->
                    new DeviceMemoryException(
                            "%s has no memory left: %s"
                                    .formatted(device.name(), told(status, action)));
            default ->
                    new DeviceException(
                            "%s failed: %s; choose another backend"
                                    .formatted(device.name(), told(status, action)));
        };
    }

    /** A status that is no success, for people. */
    static String told(int status, String action) {
        return "%s ended with %s".formatted(action, stringFor_errorCode(status));
    }
}
