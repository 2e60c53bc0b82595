package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The bytes behind a header until they are closed, and the last line of defence around them. */
final class TensorData {

    private final MemorySegment bytes;
    private final Runnable release;
    private final String origin;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * @param bytes a part of a mapped file or of an array
     * @param release frees the bytes; run once, on closing
     * @param origin what messages call the file
     */
    TensorData(MemorySegment bytes, Runnable release, String origin) {
        this.bytes = bytes;
        this.release = release;
        this.origin = origin;
    }

    String origin() {
        return origin;
    }

    long byteSize() {
        return bytes.byteSize();
    }

    /** Runs a read, and turns the ways in which memory can vanish beneath it into sentences. */
    void access(Consumer<MemorySegment> read) {
        if (closed.get()) {
            throw closed(null);
        }
        try {
            read.accept(bytes);
        } catch (IllegalStateException e) {
            // Closed by another thread in the middle of the copy.
            throw closed(e);
        } catch (InternalError e) {
            // How the JVM reports SIGBUS: the mapped page is no longer backed by the file.
            throw new SafetensorsException(
                    Violation.FILE_CHANGED,
                    origin + ": the file was cut while it was being read; download it again",
                    e);
        }
    }

    void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    private IllegalStateException closed(@Nullable Throwable cause) {
        return new IllegalStateException(
                origin + " is closed: read its tensors before closing it", cause);
    }
}
