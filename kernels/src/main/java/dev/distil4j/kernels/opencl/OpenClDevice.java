package dev.distil4j.kernels.opencl;

import dev.distil4j.kernels.Device;

import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

/**
 * A device as OpenCL hands it out.
 *
 * @param about what is told to people
 * @param roundsDivisions whether it can round quotients and roots correctly
 */
record OpenClDevice(
        cl_platform_id platform, cl_device_id id, Device about, boolean roundsDivisions) {

    String name() {
        return about.name();
    }

    int computeUnits() {
        return about.limits().computeUnits();
    }

    /** Bytes of memory. */
    long memory() {
        return about.limits().memory();
    }

    /** Bytes of one piece of memory at most. */
    long maxAllocation() {
        return about.limits().maxAllocation();
    }

    /** Bytes of local memory of a work-group at most. */
    long localMemory() {
        return about.limits().localMemory();
    }

    /** Items of a work-group at most. */
    int maxWorkGroup() {
        return about.limits().maxWorkGroup();
    }
}
