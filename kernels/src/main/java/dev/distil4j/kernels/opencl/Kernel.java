package dev.distil4j.kernels.opencl;

import static org.jocl.CL.clReleaseKernel;
import static org.jocl.CL.clSetKernelArg;

import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_kernel;

/** A kernel of one lane: takes its arguments one after the other, then runs. */
final class Kernel {

    private final DeviceQueue queue;
    private final cl_kernel kernel;
    private final String name;
    private int arguments;

    private final int[] integer = new int[1];
    private final Pointer integerPointer = Pointer.to(integer);
    private final float[] real = new float[1];
    private final Pointer realPointer = Pointer.to(real);

    Kernel(DeviceQueue queue, cl_kernel kernel, String name) {
        this.queue = queue;
        this.kernel = kernel;
        this.name = name;
    }

    Kernel with(DeviceBuffer buffer) {
        return with(Sizeof.cl_mem, buffer.pointer());
    }

    Kernel with(int value) {
        integer[0] = value;
        return with(Sizeof.cl_int, integerPointer);
    }

    Kernel with(float value) {
        real[0] = value;
        return with(Sizeof.cl_float, realPointer);
    }

    private Kernel with(int size, Pointer pointer) {
        queue.check(clSetKernelArg(kernel, arguments++, size, pointer), "an argument of " + name);
        return this;
    }

    /** Enqueues that many work-groups of that many items each. */
    void run(long groupsAcross, long groupsDown, int itemsAcross, int itemsDown) {
        arguments = 0;
        if (groupsAcross == 0 || groupsDown == 0) {
            return; // before OpenCL 2.1 an empty range is an error
        }
        queue.run(
                kernel,
                name,
                new long[] {groupsAcross * itemsAcross, groupsDown * itemsDown},
                new long[] {itemsAcross, itemsDown});
    }

    void close() {
        clReleaseKernel(kernel);
    }
}
