package dev.distil4j.kernels.opencl;

import static org.jocl.CL.CL_MAP_READ;
import static org.jocl.CL.CL_MAP_WRITE;
import static org.jocl.CL.CL_MEM_ALLOC_HOST_PTR;
import static org.jocl.CL.CL_MEM_READ_WRITE;
import static org.jocl.CL.clEnqueueMapBuffer;
import static org.jocl.CL.clEnqueueReadBuffer;
import static org.jocl.CL.clEnqueueUnmapMemObject;
import static org.jocl.CL.clEnqueueWriteBuffer;
import static org.jocl.CL.clReleaseMemObject;

import org.jocl.Pointer;
import org.jocl.cl_mem;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/**
 * Memory of the host that the device can reach: what is uploaded waits here for its turn in the queue,
 * so that nobody else has to.
 */
final class Staging {

    /** Enough for the tokens of a large batch. */
    private static final int BYTES = 1 << 20;

    private final DeviceQueue queue;
    private final cl_mem memory;
    private final ByteBuffer bytes;

    /** Bytes that wait for their turn. */
    private int used;

    /**
     * @throws dev.distil4j.kernels.DeviceMemoryException if there is no memory for it
     */
    Staging(OpenClContext context, DeviceQueue queue) {
        this.queue = queue;
        memory = context.allocate(CL_MEM_READ_WRITE | CL_MEM_ALLOC_HOST_PTR, BYTES);
        int[] status = new int[1];
        bytes =
                clEnqueueMapBuffer(
                                queue.handle(),
                                memory,
                                true,
                                CL_MAP_READ | CL_MAP_WRITE,
                                0,
                                BYTES,
                                0,
                                null,
                                null,
                                status)
                        .order(ByteOrder.nativeOrder());
        queue.check(status[0], "mapping memory of the host");
    }

    /** Enqueues the upload of {@code values} to the beginning of {@code to}. */
    void write(int[] values, DeviceBuffer to) {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, BYTES / Integer.BYTES);
            ByteBuffer piece = piece(count * Integer.BYTES);
            piece.asIntBuffer().put(values, at, count);
            write(piece, to, (long) at * Integer.BYTES);
            at += count;
        }
    }

    /** Enqueues the upload of {@code values} to the beginning of {@code to}. */
    void write(float[] values, DeviceBuffer to) {
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, BYTES / Float.BYTES);
            ByteBuffer piece = piece(count * Float.BYTES);
            piece.asFloatBuffer().put(values, at, count);
            write(piece, to, (long) at * Float.BYTES);
            at += count;
        }
    }

    private void write(ByteBuffer piece, DeviceBuffer to, long at) {
        queue.check(
                clEnqueueWriteBuffer(
                        queue.handle(),
                        to.memory(),
                        false,
                        at,
                        piece.remaining(),
                        Pointer.toBuffer(piece),
                        0,
                        null,
                        null),
                "an upload");
    }

    /** Waits for all that was enqueued, then copies the first values of {@code from} out. */
    void read(DeviceBuffer from, Storage storage, float[] values) {
        int size = storage.bytes();
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, BYTES / size);
            used = 0; // the first read waits for every upload
            ByteBuffer piece = bytes.slice(0, count * size).order(ByteOrder.nativeOrder());
            queue.check(
                    clEnqueueReadBuffer(
                            queue.handle(),
                            from.memory(),
                            true,
                            (long) at * size,
                            (long) count * size,
                            Pointer.toBuffer(piece),
                            0,
                            null,
                            null),
                    "a download");
            switch (storage) {
                case F32 -> piece.asFloatBuffer().get(values, at, count);
                case F16 -> widen(piece.asShortBuffer(), values, at, count);
            }
            at += count;
        }
    }

    private static void widen(ShortBuffer halves, float[] values, int at, int count) {
        for (int i = 0; i < count; i++) {
            values[at + i] = Float.float16ToFloat(halves.get(i));
        }
    }

    /** Free memory; waits for the uploads before where there is none. */
    private ByteBuffer piece(int size) {
        if (used + size > BYTES) {
            finish();
        }
        ByteBuffer piece = bytes.slice(used, size).order(ByteOrder.nativeOrder());
        used += size;
        return piece;
    }

    /** Waits for all that was enqueued. */
    void finish() {
        queue.finish();
        used = 0;
    }

    void close() {
        clEnqueueUnmapMemObject(queue.handle(), memory, bytes, 0, null, null);
        clReleaseMemObject(memory);
    }
}
