package dev.distil4j.bench.peer;

import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.NamedTensor;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript archive whose big records are tensors of the checkpoint. The format is a zip file
 * with nothing compressed.
 */
final class ScriptFile {

    private ScriptFile() {}

    /**
     * Writes the whole archive.
     *
     * @param bare the archive without the tensors
     * @param records by the record's name that of the tensor, as JSON
     */
    static void write(byte[] bare, byte[] records, Checkpoint checkpoint, Path file)
            throws IOException {
        Map<String, String> names =
                new JsonMapper().readValue(records, new TypeReference<Map<String, String>>() {});
        try (ZipInputStream source = new ZipInputStream(new ByteArrayInputStream(bare));
                ZipOutputStream target = new ZipOutputStream(Files.newOutputStream(file))) {
            target.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = source.getNextEntry();
                    entry != null;
                    entry = source.getNextEntry()) {
                add(entry.getName(), source.readAllBytes(), target);
            }
            for (Map.Entry<String, String> record : names.entrySet()) {
                NamedTensor tensor = checkpoint.tensor(record.getValue()).orElseThrow();
                add(record.getKey(), bytes(tensor), target);
            }
        }
    }

    private static byte[] bytes(NamedTensor tensor) {
        float[] values = new float[Math.toIntExact(tensor.elementCount())];
        tensor.read(0, values, 0, values.length);
        ByteBuffer buffer =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static void add(String name, byte[] content, ZipOutputStream target)
            throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        target.putNextEntry(entry);
        target.write(content);
        target.closeEntry();
    }
}
