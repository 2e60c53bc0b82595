package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/**
 * How much heap a loader may allocate, freed or not: a share for each file that it opens, and one
 * for each byte that it finds there, whatever these bytes claim.
 */
final class MemoryBound {

    /** The buffers of a decoder and a JSON parser, and an exception with its trace: some 40 KB. */
    private static final long PER_FILE = 64 << 10;

    /**
     * The dearest document is one of empty objects: three bytes each, for which two maps, a set and
     * a place in a list are made, some 80 bytes to the byte once the code is compiled.
     */
    private static final long PER_BYTE = 256;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private MemoryBound() {}

    /**
     * What the step gives, which must allocate no more than reading {@code files} files of together
     * {@code bytes} bytes may.
     */
    static <T> T hold(int files, long bytes, Supplier<T> step) {
        long bound = files * PER_FILE + bytes * PER_BYTE;
        long before = allocated();
        T result = step.get();
        if (allocated() - before > bound) {
            // Whoever comes first also pays for classes that are loaded; nobody pays twice.
            before = allocated();
            result = step.get();
            assertThat(allocated() - before)
                    .as("bytes allocated for %d files of %d bytes", files, bytes)
                    .isLessThanOrEqualTo(bound);
        }
        return result;
    }

    /** By this thread, since it began. */
    private static long allocated() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
