package dev.distil4j.kernels.opencl;

import static org.jocl.CL.*;

import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_command_queue;
import org.jocl.cl_context;
import org.jocl.cl_device_id;
import org.jocl.cl_kernel;
import org.jocl.cl_mem;
import org.jocl.cl_platform_id;
import org.jocl.cl_program;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Runs the kernel {@code sample} of a test resource on the first device there is. */
final class SampleKernel {

    private static final int ITEMS = 32;
    private static final int GROUP = 16;

    private SampleKernel() {}

    /** Takes the resource's name; prints the device's. */
    @SuppressWarnings("deprecation") // OpenCL 1.2 makes queues in no other way
    public static void main(String... arguments) throws IOException {
        CL.setExceptionsEnabled(true);
        cl_platform_id[] platform = new cl_platform_id[1];
        clGetPlatformIDs(1, platform, null);
        cl_device_id[] device = new cl_device_id[1];
        clGetDeviceIDs(platform[0], CL_DEVICE_TYPE_ALL, 1, device, null);
        cl_context context = clCreateContext(null, 1, device, null, null, null);
        cl_command_queue queue = clCreateCommandQueue(context, device[0], 0, null);
        cl_program program =
                clCreateProgramWithSource(
                        context, 1, new String[] {source(arguments[0])}, null, null);
        clBuildProgram(program, 1, device, "-cl-std=CL1.2", null, null);
        cl_kernel kernel = clCreateKernel(program, "sample", null);
        cl_mem y =
                clCreateBuffer(
                        context, CL_MEM_READ_WRITE, (long) ITEMS * Sizeof.cl_float, null, null);
        clSetKernelArg(kernel, 0, Sizeof.cl_mem, Pointer.to(y));
        clEnqueueNDRangeKernel(
                queue, kernel, 1, null, new long[] {ITEMS}, new long[] {GROUP}, 0, null, null);
        clFinish(queue);
        System.out.println(name(device[0]));
    }

    private static String source(String name) throws IOException {
        try (InputStream file = SampleKernel.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String name(cl_device_id device) {
        byte[] name = new byte[256];
        long[] length = new long[1];
        clGetDeviceInfo(device, CL_DEVICE_NAME, name.length, Pointer.to(name), length);
        return new String(name, 0, (int) length[0] - 1, StandardCharsets.UTF_8);
    }
}
