package dev.distil4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.StringJoiner;

/** Writes safetensors files of any size, in the order of the tensors. */
public final class CheckpointWriter {

    private static final int BUFFER = 1 << 20;

    private CheckpointWriter() {}

    /** Writes the tensors to a file, which is replaced if it is there. */
    public static void write(Path file, Map<String, StoredTensor> tensors) {
        byte[] header = header(tensors).getBytes(StandardCharsets.UTF_8);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            buffer.putLong(header.length).put(header);
            for (StoredTensor tensor : tensors.values()) {
                int count = tensor.count();
                for (int i = 0; i < count; i++) {
                    if (buffer.remaining() < Float.BYTES) {
                        drain(buffer, channel);
                    }
                    buffer.putFloat(tensor.values().at(i));
                }
            }
            drain(buffer, channel);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String header(Map<String, StoredTensor> tensors) {
        StringJoiner entries = new StringJoiner(",", "{", "}");
        long end = 0;
        for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
            long begin = end;
            end += (long) Float.BYTES * entry.getValue().count();
            entries.add(
                    "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                            .formatted(entry.getKey(), entry.getValue().shape(), begin, end));
        }
        return entries.toString();
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}
