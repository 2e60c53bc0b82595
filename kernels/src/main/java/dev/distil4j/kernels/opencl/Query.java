package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_SUCCESS;
import static org.jocl.CL.clGetDeviceInfo;
import static org.jocl.CL.clGetPlatformInfo;

import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.cl_device_id;
import org.jocl.cl_platform_id;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntSupplier;

/** Asks OpenCL for properties. What a driver does not tell is empty or 0. */
final class Query {

    private interface Property {
        int get(long size, @Nullable Pointer value, long @Nullable [] needed);
    }

    private Query() {}

    /** Whether the call fails, whether JOCL was told to throw exceptions then or not. */
    static boolean fails(IntSupplier call) {
        try {
            return call.getAsInt() != CL_SUCCESS;
        } catch (CLException e) {
            return true;
        }
    }

    /** A text of a platform. */
    static String of(cl_platform_id platform, int what) {
        return text(
                bytes(
                        (size, value, needed) ->
                                clGetPlatformInfo(platform, what, size, value, needed)));
    }

    /** A text of a device. */
    static String text(cl_device_id device, int what) {
        return text(bytes(device, what));
    }

    /** A number of a device, of 32 or 64 bits. */
    static long number(cl_device_id device, int what) {
        byte[] bytes = bytes(device, what);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return switch (bytes.length) {
            case Integer.BYTES -> Integer.toUnsignedLong(buffer.getInt());
            case Long.BYTES -> buffer.getLong();
            default -> 0;
        };
    }

    static boolean flag(cl_device_id device, int what) {
        return number(device, what) != 0;
    }

    private static byte[] bytes(cl_device_id device, int what) {
        return bytes((size, value, needed) -> clGetDeviceInfo(device, what, size, value, needed));
    }

    private static byte[] bytes(Property property) {
        long[] size = new long[1];
        if (fails(() -> property.get(0, null, size))) {
            return new byte[0];
        }
        byte[] bytes = new byte[Math.toIntExact(size[0])];
        return fails(() -> property.get(bytes.length, Pointer.to(bytes), null))
                ? new byte[0]
                : bytes;
    }

    /** Without the final 0, and in one line whatever the driver writes. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("[\\p{Cntrl}\\s]+", " ")
                .strip();
    }
}
