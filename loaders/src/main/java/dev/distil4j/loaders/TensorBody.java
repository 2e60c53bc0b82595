package dev.distil4j.loaders;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** The values of a tensor that is to be written, piece by piece, however many they are. */
@FunctionalInterface
interface TensorBody {

    /** What is converted and handed to the system at a time, in bytes. */
    int PIECE = 1 << 20;

    void write(WritableByteChannel channel) throws IOException;

    /** The values as F32, F16 or BF16. */
    static TensorBody ofFloats(DType dtype, float[] values) {
        return channel -> {
            var piece = ByteBuffer.allocateDirect(PIECE).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : values) {
                switch (dtype) {
                    case F32 -> piece.putFloat(value);
                    case F16 -> piece.putShort(Float.floatToFloat16(value));
                    default -> piece.putShort(bfloat16(value));
                }
                if (!piece.hasRemaining()) {
                    drain(piece.flip(), channel);
                    piece.clear();
                }
            }
            drain(piece.flip(), channel);
        };
    }

    /** The values of an open checkpoint. */
    static TensorBody of(NamedTensor tensor) {
        return channel ->
                tensor.bytes(
                        bytes -> {
                            try {
                                write(bytes, channel);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        });
    }

    static void write(MemorySegment bytes, WritableByteChannel channel) throws IOException {
        long size = bytes.byteSize();
        for (long done = 0; done < size; done += PIECE) {
            drain(bytes.asSlice(done, Math.min(PIECE, size - done)).asByteBuffer(), channel);
        }
    }

    private static void drain(ByteBuffer piece, WritableByteChannel channel) throws IOException {
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }

    /** The upper half of the bits, rounded to the nearest, ties to even; NaN stays NaN. */
    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
