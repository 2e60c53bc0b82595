package dev.distil4j.bench.peer;

import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.NamedTensor;

import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The external data of the ONNX graphs: tensors of the checkpoint, some put one under the other,
 * some transposed, each at its place.
 *
 * @param bytes size of the file
 * @param tensors what lies where
 */
record WeightFile(long bytes, List<Part> tensors) {

    /**
     * A matrix or vector of the file.
     *
     * @param offset in bytes
     * @param stacked the checkpoint's tensors, one under the other
     * @param transposed whether the whole of them is transposed then
     */
    record Part(long offset, List<String> stacked, boolean transposed) {

        private float[] values(Checkpoint checkpoint) {
            List<NamedTensor> tensors =
                    stacked.stream().map(name -> checkpoint.tensor(name).orElseThrow()).toList();
            long count = tensors.stream().mapToLong(NamedTensor::elementCount).sum();
            float[] values = new float[Math.toIntExact(count)];
            int at = 0;
            for (NamedTensor tensor : tensors) {
                int elements = Math.toIntExact(tensor.elementCount());
                tensor.read(0, values, at, elements);
                at += elements;
            }
            return transposed
                    ? transpose(values, Math.toIntExact(tensors.getFirst().shape()[1]))
                    : values;
        }

        private static float[] transpose(float[] values, int cols) {
            int rows = values.length / cols;
            float[] transposed = new float[values.length];
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < cols; c++) {
                    transposed[c * rows + r] = values[r * cols + c];
                }
            }
            return transposed;
        }
    }

    static WeightFile read(byte[] json) {
        return new JsonMapper().readValue(json, WeightFile.class);
    }

    void write(Checkpoint checkpoint, Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (Part part : tensors) {
                float[] values = part.values(checkpoint);
                ByteBuffer buffer =
                        ByteBuffer.allocate(values.length * Float.BYTES)
                                .order(ByteOrder.LITTLE_ENDIAN);
                buffer.asFloatBuffer().put(values);
                long at = part.offset;
                while (buffer.hasRemaining()) {
                    at += channel.write(buffer, at);
                }
            }
        }
    }
}
