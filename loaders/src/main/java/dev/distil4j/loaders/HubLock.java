package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * Spares two processes the same download; that both stay correct does not depend on it.
 *
 * <p>The file is the one that Python's huggingface_hub locks, but on Unix Python calls flock and
 * the JDK calls fcntl, and neither sees the other's lock. Between JVMs, and on Windows, the lock
 * excludes; beside a Python process the same blob may be downloaded twice at worst, each into a
 * file of its own ({@link HubPartial}), and both move the same bytes to the same name.
 */
final class HubLock implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final @Nullable FileChannel channel;

    private HubLock(@Nullable FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock; a disk that knows no locks gives one that locks nothing.
     *
     * @param waiting is run once, if another one holds it
     */
    static HubLock acquire(Path file, Runnable waiting) {
        FileChannel channel =
                HubCache.guarded(
                        file,
                        () -> {
                            Files.createDirectories(file.getParent());
                            return FileChannel.open(
                                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        });
        try {
            boolean told = false;
            while (tryLock(channel) == null) {
                if (!told) {
                    waiting.run();
                    told = true;
                }
                HubPause.sleep(PAUSE);
            }
            return new HubLock(channel);
        } catch (IOException e) {
            close(channel);
            return new HubLock(null);
        } catch (RuntimeException e) {
            close(channel);
            throw e;
        }
    }

    /** The lock of the whole file, or null if another process or thread holds it. */
    static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Closes a channel, of which nothing more is expected. */
    static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock falls with the channel, and what was written is checked by its hash.
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            close(channel);
        }
    }
}
