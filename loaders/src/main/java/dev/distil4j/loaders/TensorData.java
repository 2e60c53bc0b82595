package dev.distil4j.loaders;

import dev.distil4j.loaders.SafetensorsException.Violation;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;

/** The bytes behind a header until they are closed, and the last line of defence around them. */
final class TensorData {

    private final MemorySegment bytes;
    private final Runnable release;
    private final String origin;

    // Reads share it and close() takes it whole: unmapping under a running copy would not crash,
    // but the JVM would stop the reader with an exception and leave its thread interrupted.
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean closed;

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
        lock.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("closed");
            }
            read.accept(bytes);
        } catch (IllegalStateException e) {
            // Closed here, or a segment in memory closed by its owner.
            throw new IllegalStateException(
                    origin + " is closed: read its tensors before closing it", e);
        } catch (InternalError e) {
            throw cut(origin, e);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** What becomes of SIGBUS, which the JVM reports so: the file no longer backs a mapped page. */
    static SafetensorsException cut(String origin, InternalError e) {
        return new SafetensorsException(
                Violation.FILE_CHANGED,
                origin + ": the file was cut while it was being read; download it again",
                e);
    }

    /** Waits for the reads that run, then frees the bytes. */
    void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                release.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }
}
