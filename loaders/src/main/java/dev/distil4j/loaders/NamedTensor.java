package dev.distil4j.loaders;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * One tensor of an open {@link Checkpoint}: what it is, and its values on demand.
 *
 * <p>Immutable and safe for use by several threads; values can be read until that is closed.
 */
public final class NamedTensor {

    private static final ValueLayout.OfDouble F64 = JAVA_DOUBLE_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat F32 = JAVA_FLOAT_UNALIGNED.withOrder(LITTLE_ENDIAN);
    private static final ValueLayout.OfShort HALF = JAVA_SHORT_UNALIGNED.withOrder(LITTLE_ENDIAN);

    /** Values are converted in blocks, so that the loops run over arrays and stay in the cache. */
    private static final int BLOCK = 4096;

    private final TensorData data;
    private final String name;
    private final DType dtype;
    private final long[] shape;
    private final long elementCount;
    private final long begin;

    /**
     * @param shape kept, not copied
     * @param elementCount the product of the shape
     * @param begin the first byte, counted from the start of the data
     */
    NamedTensor(
            TensorData data,
            String name,
            DType dtype,
            long[] shape,
            long elementCount,
            long begin) {
        this.data = data;
        this.name = name;
        this.dtype = dtype;
        this.shape = shape;
        this.elementCount = elementCount;
        this.begin = begin;
    }

    /** The name as it stands in the file. */
    public String name() {
        return name;
    }

    /** The type of the values in the file. */
    public DType dtype() {
        return dtype;
    }

    /** The dimensions, outermost first: a fresh array; empty for a single value. */
    public long[] shape() {
        return shape.clone();
    }

    /** The number of dimensions. */
    public int rank() {
        return shape.length;
    }

    /** The number of values: the product of the shape, 1 for rank 0. */
    public long elementCount() {
        return elementCount;
    }

    /** The size in the file, in bytes. */
    public long byteSize() {
        return elementCount * dtype.bits() / Byte.SIZE;
    }

    long begin() {
        return begin;
    }

    long end() {
        return begin + byteSize();
    }

    /**
     * Converts values to float, in row-major order.
     *
     * <p>F32, F16 and BF16 are exact. F64 is rounded to the nearest float, ties to even: beyond the
     * range of float it becomes infinite, below it zero, as in every framework's cast.
     *
     * @param from the first value to read, from 0 to {@link #elementCount()}
     * @param into receives the values, from index {@code at}
     * @param count how many values to read
     * @throws SafetensorsException if the dtype is none of these four, or if the file was cut
     * @throws IndexOutOfBoundsException if the tensor or the array has no such range
     * @throws IllegalStateException if the file was closed
     */
    public void read(long from, float[] into, int at, int count) {
        Objects.checkFromIndexSize(from, count, elementCount);
        Objects.checkFromIndexSize(at, count, into.length);
        long offset = begin + from * (dtype.bits() / Byte.SIZE);
        switch (dtype) {
            case F32 ->
                    data.access(bytes -> MemorySegment.copy(bytes, F32, offset, into, at, count));
            case F16 -> data.access(bytes -> halves(bytes, offset, into, at, count));
            case BF16 -> data.access(bytes -> upperHalves(bytes, offset, into, at, count));
            case F64 -> data.access(bytes -> doubles(bytes, offset, into, at, count));
            default -> throw notConvertible();
        }
    }

    /** Hands out the bytes as they stand in the file; they may be read during the call only. */
    void bytes(Consumer<MemorySegment> reader) {
        data.access(bytes -> reader.accept(bytes.asSlice(begin, byteSize())));
    }

    private static void halves(MemorySegment bytes, long offset, float[] into, int at, int count) {
        var block = new short[Math.min(count, BLOCK)];
        for (int done = 0; done < count; done += BLOCK) {
            int size = Math.min(BLOCK, count - done);
            MemorySegment.copy(bytes, HALF, offset + 2L * done, block, 0, size);
            for (int i = 0; i < size; i++) {
                into[at + done + i] = Float.float16ToFloat(block[i]);
            }
        }
    }

    private static void upperHalves(
            MemorySegment bytes, long offset, float[] into, int at, int count) {
        var block = new short[Math.min(count, BLOCK)];
        for (int done = 0; done < count; done += BLOCK) {
            int size = Math.min(BLOCK, count - done);
            MemorySegment.copy(bytes, HALF, offset + 2L * done, block, 0, size);
            for (int i = 0; i < size; i++) {
                into[at + done + i] = Float.intBitsToFloat(block[i] << 16);
            }
        }
    }

    private static void doubles(MemorySegment bytes, long offset, float[] into, int at, int count) {
        var block = new double[Math.min(count, BLOCK)];
        for (int done = 0; done < count; done += BLOCK) {
            int size = Math.min(BLOCK, count - done);
            MemorySegment.copy(bytes, F64, offset + 8L * done, block, 0, size);
            for (int i = 0; i < size; i++) {
                into[at + done + i] = (float) block[i];
            }
        }
    }

    private SafetensorsException notConvertible() {
        return new SafetensorsException(
                Violation.DTYPE_NOT_CONVERTIBLE,
                data.origin()
                        + ": tensor "
                        + Quoted.quote(name)
                        + " has dtype "
                        + dtype
                        + ", which cannot be read as float; save it as F32, F16, BF16 or F64");
    }

    /** For example {@code classifier.bias F32 [2]}. */
    @Override
    public String toString() {
        return name + " " + dtype + " " + Arrays.toString(shape);
    }
}
