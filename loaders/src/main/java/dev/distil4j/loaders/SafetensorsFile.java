package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A checkpoint in the safetensors format, of any size: checked against every rule of the format
 * when it is opened, read on demand until it is closed.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SafetensorsFile implements Checkpoint {

    private final TensorData data;
    private final Map<String, String> metadata;
    private final Map<String, NamedTensor> tensors;

    private SafetensorsFile(MemorySegment file, Runnable release, String origin) {
        SafetensorsHeader header;
        try {
            long headerEnd = SafetensorsHeader.end(file, origin);
            data = new TensorData(file.asSlice(headerEnd), release, origin);
            header = SafetensorsHeader.read(file, headerEnd, data);
        } catch (InternalError e) {
            throw TensorData.cut(origin, e);
        }
        metadata = Collections.unmodifiableMap(header.metadata());
        Map<String, NamedTensor> byName = new LinkedHashMap<>();
        header.tensors().forEach(tensor -> byName.put(tensor.name(), tensor));
        tensors = Collections.unmodifiableMap(byName);
    }

    /**
     * Maps a file into memory, also one of 2<sup>31</sup> bytes and more.
     *
     * @throws SafetensorsException if the file cannot be read or breaks a rule of the format
     */
    public static SafetensorsFile open(Path file) {
        if (!Files.isRegularFile(file)) {
            String what = Files.exists(file) ? "not a regular file" : "no such file";
            throw new SafetensorsException(
                    Violation.UNREADABLE, file + ": " + what + "; name a .safetensors file");
        }
        Arena arena = Arena.ofShared();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var mapped = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            return new SafetensorsFile(mapped, arena::close, file.toString());
        } catch (IOException e) {
            arena.close();
            throw new SafetensorsException(
                    Violation.UNREADABLE,
                    file + ": it cannot be read (" + e + "); check its permissions and the disk",
                    e);
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    /**
     * Reads a checkpoint that is in memory already, such as a resource of a jar.
     *
     * @param file the whole file; kept, so it must not change
     * @param origin what messages call it
     * @throws SafetensorsException if it breaks a rule of the format
     */
    public static SafetensorsFile of(byte[] file, String origin) {
        return of(MemorySegment.ofArray(file), origin);
    }

    /**
     * Reads a checkpoint that is in memory already.
     *
     * @param file the whole file; kept, so it must neither change nor be closed before this is; a
     *     segment of a confined arena serves its own thread only
     * @param origin what messages call it
     * @throws SafetensorsException if it breaks a rule of the format
     */
    public static SafetensorsFile of(MemorySegment file, String origin) {
        return new SafetensorsFile(file, () -> {}, origin);
    }

    /** What messages call this file: its path, or the name given for bytes in memory. */
    @Override
    public String origin() {
        return data.origin();
    }

    /** The names of the tensors, in the order of their data. */
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    /** The tensor of that name as it stands in the file, if there is one. */
    @Override
    public Optional<NamedTensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** The strings under {@code __metadata__}, in the file's order; empty if there are none. */
    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Waits for the reads that run and ends the mapping: tensors of this file can no longer be
     * read. Does nothing if repeated.
     */
    @Override
    public void close() {
        data.close();
    }
}
