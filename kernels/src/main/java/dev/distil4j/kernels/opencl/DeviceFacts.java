package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_COMPILER_AVAILABLE;
import static org.jocl.CL.CL_DEVICE_GLOBAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_HOST_UNIFIED_MEMORY;
import static org.jocl.CL.CL_DEVICE_LOCAL_MEM_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_CLOCK_FREQUENCY;
import static org.jocl.CL.CL_DEVICE_MAX_COMPUTE_UNITS;
import static org.jocl.CL.CL_DEVICE_MAX_MEM_ALLOC_SIZE;
import static org.jocl.CL.CL_DEVICE_MAX_WORK_GROUP_SIZE;
import static org.jocl.CL.CL_DEVICE_NAME;
import static org.jocl.CL.CL_DEVICE_SINGLE_FP_CONFIG;
import static org.jocl.CL.CL_DEVICE_TYPE;
import static org.jocl.CL.CL_DEVICE_TYPE_ACCELERATOR;
import static org.jocl.CL.CL_DEVICE_TYPE_CPU;
import static org.jocl.CL.CL_DEVICE_TYPE_GPU;
import static org.jocl.CL.CL_DEVICE_VENDOR;
import static org.jocl.CL.CL_DEVICE_VERSION;
import static org.jocl.CL.CL_DRIVER_VERSION;
import static org.jocl.CL.CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT;

import dev.distil4j.kernels.Device;
import dev.distil4j.kernels.Offer;

import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

import java.util.Optional;

/** Reads what a driver tells of a device. */
final class DeviceFacts {

    private DeviceFacts() {}

    static OpenClDevice read(
            int index, String platformName, cl_platform_id platform, cl_device_id id) {
        Device about = about(index, platformName, id);
        boolean rounds =
                (Query.number(id, CL_DEVICE_SINGLE_FP_CONFIG) & CL_FP_CORRECTLY_ROUNDED_DIVIDE_SQRT)
                        != 0;
        return new OpenClDevice(platform, id, about, rounds);
    }

    private static Device about(int index, String platform, cl_device_id id) {
        Device.Limits limits = limits(id);
        String version = Query.text(id, CL_DEVICE_VERSION);
        Optional<Offer.Refused> refusal =
                new Suitability(
                                Query.flag(id, CL_DEVICE_AVAILABLE),
                                Query.flag(id, CL_DEVICE_COMPILER_AVAILABLE),
                                version,
                                limits)
                        .refusal("opencl:" + index);
        return new Device(
                index,
                Query.text(id, CL_DEVICE_NAME),
                Query.text(id, CL_DEVICE_VENDOR),
                platform,
                Query.text(id, CL_DRIVER_VERSION),
                version,
                type(Query.number(id, CL_DEVICE_TYPE)),
                limits,
                refusal);
    }

    /** A device may be of several types. */
    private static Device.Type type(long types) {
        if ((types & CL_DEVICE_TYPE_GPU) != 0) {
            return Device.Type.GPU;
        }
        if ((types & CL_DEVICE_TYPE_ACCELERATOR) != 0) {
            return Device.Type.ACCELERATOR;
        }
        return (types & CL_DEVICE_TYPE_CPU) != 0 ? Device.Type.CPU : Device.Type.OTHER;
    }

    @SuppressWarnings("deprecation") // of shared memory only 1.2 has a word
    private static Device.Limits limits(cl_device_id id) {
        return new Device.Limits(
                (int) Query.number(id, CL_DEVICE_MAX_COMPUTE_UNITS),
                (int) Query.number(id, CL_DEVICE_MAX_CLOCK_FREQUENCY),
                Query.number(id, CL_DEVICE_GLOBAL_MEM_SIZE),
                !Query.flag(id, CL_DEVICE_HOST_UNIFIED_MEMORY),
                Query.number(id, CL_DEVICE_MAX_MEM_ALLOC_SIZE),
                Query.number(id, CL_DEVICE_LOCAL_MEM_SIZE),
                (int) Query.number(id, CL_DEVICE_MAX_WORK_GROUP_SIZE));
    }
}
