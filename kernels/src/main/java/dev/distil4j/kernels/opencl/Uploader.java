package dev.distil4j.kernels.opencl;

import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clReleaseCommandQueue;

import dev.distil4j.kernels.Matrix;

import org.jocl.Pointer;
import org.jocl.cl_command_queue;

/** Copies matrices to the device, and waits until each is there. */
final class Uploader {

    /** Values that are read at a time. */
    private static final int BAND = 1 << 18;

    private final OpenClContext context;
    private final cl_command_queue queue;

    Uploader(OpenClContext context) {
        this.context = context;
        queue = context.queue();
    }

    void upload(Matrix matrix, DeviceBuffer to) {
        long size = (long) matrix.rows() * matrix.cols();
        float[] band = new float[(int) Math.min(size, BAND)];
        for (long from = 0; from < size; from += BAND) {
            int count = (int) Math.min(size - from, BAND);
            matrix.read(from, band, 0, count);
            context.check(
                    clEnqueueWriteBuffer(
                            queue,
                            to.memory(),
                            true,
                            from * Float.BYTES,
                            (long) count * Float.BYTES,
                            Pointer.to(band),
                            0,
                            null,
                            null),
                    "uploading " + matrix);
        }
    }

    void close() {
        clReleaseCommandQueue(queue);
    }
}
