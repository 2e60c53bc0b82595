package dev.distil4j.kernels.opencl;

import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clReleaseCommandQueue;

import dev.distil4j.kernels.Matrix;
import dev.distil4j.kernels.Precision;
import dev.distil4j.kernels.WeightRangeException;

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
        queue = context.queue(0);
    }

    /**
     * @throws WeightRangeException if a value is beyond the halves
     */
    void upload(Matrix matrix, Storage storage, DeviceBuffer to) {
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
                            from * storage.bytes(),
                            (long) count * storage.bytes(),
                            switch (storage) {
                                case F32 -> Pointer.to(band);
                                case F16 -> Pointer.to(halves(matrix, from, band, count));
                            },
                            0,
                            null,
                            null),
                    "uploading " + matrix);
        }
    }

    /** The values, the first of which is the matrix's {@code from}-th, as halves. */
    private static short[] halves(Matrix matrix, long from, float[] values, int count) {
        short[] halves = new short[count];
        for (int i = 0; i < count; i++) {
            float value = values[i];
            if (Math.abs(value) > Precision.F16.largest() && !Float.isInfinite(value)) {
                throw new WeightRangeException(
                        "%s: %s in row %d is beyond F16, which ends at %s; store the weights as F32"
                                .formatted(
                                        matrix,
                                        value,
                                        (from + i) / matrix.cols(),
                                        Precision.F16.largest()));
            }
            halves[i] = Float.floatToFloat16(value);
        }
        return halves;
    }

    void close() {
        clReleaseCommandQueue(queue);
    }
}
