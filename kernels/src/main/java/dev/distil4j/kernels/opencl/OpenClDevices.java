package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_DEVICE_TYPE_ALL;
import static org.jocl.CL.CL_PLATFORM_NAME;
import static org.jocl.CL.clGetDeviceIDs;
import static org.jocl.CL.clGetPlatformIDs;

import dev.distil4j.kernels.Offer;

import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lists the devices of this machine. */
final class OpenClDevices {

    private OpenClDevices() {}

    /** All devices, usable or not, platform by platform. */
    static List<OpenClDevice> list() {
        List<OpenClDevice> devices = new ArrayList<>();
        for (cl_platform_id platform : platforms()) {
            String name = Query.of(platform, CL_PLATFORM_NAME);
            for (cl_device_id id : devices(platform)) {
                devices.add(DeviceFacts.read(devices.size(), name, platform, id));
            }
        }
        return devices;
    }

    /** Why the list is empty. */
    static Offer.Refused none() {
        List<cl_platform_id> platforms = platforms();
        if (platforms.isEmpty()) {
            return new Offer.Refused(
                    OpenClBackends.NAME,
                    "the OpenCL loader finds no driver",
                    "install the one of your device; Debian's pocl-opencl-icd makes one of the"
                            + " CPU");
        }
        String names =
                platforms.stream()
                        .map(platform -> Query.of(platform, CL_PLATFORM_NAME))
                        .collect(Collectors.joining(", "));
        return new Offer.Refused(
                OpenClBackends.NAME,
                "OpenCL finds no device with the drivers that are here (%s)".formatted(names),
                "see that the device is there and that you may open it");
    }

    private static List<cl_platform_id> platforms() {
        int[] count = new int[1];
        // A loader without a driver answers with an error, not with none.
        if (Query.fails(() -> clGetPlatformIDs(0, null, count))) {
            return List.of();
        }
        cl_platform_id[] platforms = new cl_platform_id[count[0]];
        return count[0] == 0 || Query.fails(() -> clGetPlatformIDs(count[0], platforms, null))
                ? List.of()
                : List.of(platforms);
    }

    private static List<cl_device_id> devices(cl_platform_id platform) {
        int[] count = new int[1];
        if (Query.fails(() -> clGetDeviceIDs(platform, CL_DEVICE_TYPE_ALL, 0, null, count))) {
            return List.of();
        }
        cl_device_id[] devices = new cl_device_id[count[0]];
        return count[0] == 0
                        || Query.fails(
                                () ->
                                        clGetDeviceIDs(
                                                platform,
                                                CL_DEVICE_TYPE_ALL,
                                                count[0],
                                                devices,
                                                null))
                ? List.of()
                : List.of(devices);
    }
}
