package dev.distil4j.kernels.opencl;

import org.jocl.Pointer;
import org.jocl.cl_mem;

/**
 * Memory of a device.
 *
 * @param memory the handle
 * @param pointer to the handle, as a kernel takes it
 */
record DeviceBuffer(cl_mem memory, Pointer pointer, long bytes) {

    DeviceBuffer(cl_mem memory, long bytes) {
        this(memory, Pointer.to(memory), bytes);
    }
}
