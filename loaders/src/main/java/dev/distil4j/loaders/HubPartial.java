package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The first bytes of a blob, in a file {@code blobs/ETAG.RANDOM.incomplete} that only its owner
 * writes: the owner holds a lock on it, so that a file whose owner was killed can be told from one
 * that grows, and be resumed. What Python's huggingface_hub left in {@code blobs/ETAG.incomplete}
 * is resumed from a copy, since whether a Python process still appends to it cannot be known.
 */
final class HubPartial implements AutoCloseable {

    private static final String SUFFIX = ".incomplete";

    private final HubCache cache;
    private final String etag;
    private final long bytes;
    private Path file;
    private FileChannel channel;
    private long position;

    private HubPartial(HubCache cache, String etag, long bytes) throws IOException {
        this.cache = cache;
        this.etag = etag;
        this.bytes = bytes;
        Files.createDirectories(cache.blobs());
        Owned owned = adopted();
        this.file = owned.file;
        this.channel = owned.channel;
        this.position = channel.size();
    }

    private record Owned(Path file, FileChannel channel) {}

    /** The longest partial without an owner, or an empty one. */
    static HubPartial open(HubCache cache, String etag, long bytes) {
        var partial = HubCache.guarded(cache.blob(etag), () -> new HubPartial(cache, etag, bytes));
        try {
            if (partial.position > bytes) {
                partial.restart();
            } else if (partial.position == 0) {
                HubCache.guarded(partial.file, partial::copyPythons);
            }
            return partial;
        } catch (RuntimeException e) {
            partial.close();
            throw e;
        }
    }

    /** How many bytes are there. */
    long position() {
        return position;
    }

    /** Whether all bytes are there. */
    boolean isComplete() {
        return position == bytes;
    }

    /**
     * Refuses a download that the disk cannot hold.
     *
     * @throws HubException of kind {@link HubException.Kind#DISK_FULL}
     */
    void checkRoom() {
        long usable = HubCache.guarded(file, () -> cache.disk().usableBytes(cache.blobs()));
        if (usable < bytes - position) {
            throw full(usable, null);
        }
    }

    /** Appends; the caller has seen to it that no more than all bytes come. */
    void write(ByteBuffer more) {
        int count = more.remaining();
        try {
            cache.disk().write(channel, more, position);
            position += count;
        } catch (ClosedByInterruptException e) {
            throw HubPause.interrupted(e);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Drops what is there and begins at byte 0, in a new file: the old one may be read by now. */
    void restart() {
        HubCache.guarded(
                file,
                () -> {
                    discard();
                    Owned owned = fresh();
                    file = owned.file;
                    channel = owned.channel;
                    position = 0;
                    return file;
                });
    }

    /** Drops what is there, and is of no more use. */
    void discard() {
        close();
        HubCache.guarded(file, () -> Files.deleteIfExists(file));
    }

    /** Whether the bytes on the disk have the hash that names the blob. */
    boolean matchesEtag() {
        return HubCache.guarded(file, () -> HubHash.matches(channel, bytes, etag));
    }

    /** Makes it the blob, in one step. */
    void publish() {
        Path blob = cache.blob(etag);
        try {
            channel.force(true);
            close();
            Files.move(file, blob, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Another process took it over in between, or has the finished blob open on Windows.
            if (!cache.hasBlob(etag, bytes)) {
                throw HubCache.unusable(blob, e);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Lets go of the file, which stays for the next attempt. */
    @Override
    public void close() {
        HubLock.close(channel);
    }

    private HubException failed(IOException e) {
        long usable = HubCache.guarded(file, () -> cache.disk().usableBytes(cache.blobs()));
        return usable < bytes - position ? full(usable, e) : HubCache.unusable(file, e);
    }

    private HubException full(long usable, @Nullable IOException cause) {
        return new HubException(
                HubException.Kind.DISK_FULL,
                cache.blobs()
                        + ": the disk has "
                        + usable
                        + " bytes left but the download needs "
                        + (bytes - position)
                        + " more; make room, or set HF_HOME to a folder on another disk",
                cause);
    }

    private Owned adopted() throws IOException {
        Owned best = fresh();
        for (Path candidate : orphans()) {
            Owned orphan = own(candidate);
            if (orphan == null) {
                continue;
            }
            boolean longer = orphan.channel.size() > best.channel.size();
            Owned loser = longer ? best : orphan;
            best = longer ? orphan : best;
            HubLock.close(loser.channel);
            Files.deleteIfExists(loser.file);
        }
        return best;
    }

    private List<Path> orphans() throws IOException {
        List<Path> found = new ArrayList<>();
        try (var all = Files.newDirectoryStream(cache.blobs(), etag + ".*" + SUFFIX)) {
            all.forEach(found::add);
        }
        return found;
    }

    /** The file with its lock, or null if it has an owner, or if the disk knows no locks. */
    private static @Nullable Owned own(Path candidate) {
        FileChannel channel;
        try {
            channel = open(candidate);
        } catch (IOException e) {
            return null; // It has just become the blob, or it is another user's.
        }
        try {
            if (HubLock.tryLock(channel) != null && Files.exists(candidate)) {
                return new Owned(candidate, channel);
            }
        } catch (IOException e) {
            // Without locks nobody can know whether it still grows.
        }
        HubLock.close(channel);
        return null;
    }

    private Owned fresh() throws IOException {
        while (true) {
            String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
            Path path = cache.blobs().resolve(etag + "." + random + SUFFIX);
            FileChannel fresh = open(path, StandardOpenOption.CREATE_NEW);
            try {
                if (HubLock.tryLock(fresh) != null && Files.exists(path)) {
                    return new Owned(path, fresh);
                }
            } catch (IOException e) {
                return new Owned(path, fresh); // No locks here: nobody can take the file over.
            }
            HubLock.close(fresh); // Another process took it for an orphan before it was locked.
        }
    }

    private static FileChannel open(Path path, StandardOpenOption... more) throws IOException {
        // Read through this channel only: closing a second one would drop the lock on Unix, and
        // Windows lets no second one read what is locked.
        Set<StandardOpenOption> options =
                EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE);
        Collections.addAll(options, more);
        return FileChannel.open(path, options);
    }

    /** Takes what Python's library left, if it can be the beginning; the new position. */
    private long copyPythons() throws IOException {
        Path pythons = cache.blobs().resolve(etag + SUFFIX);
        if (!Files.isRegularFile(pythons) || Files.size(pythons) > bytes) {
            return position;
        }
        try (var source = FileChannel.open(pythons)) {
            var buffer = ByteBuffer.allocate(1 << 16);
            while (position < bytes && source.read(buffer) > 0) {
                buffer.flip().limit((int) Math.min(buffer.limit(), bytes - position));
                write(buffer);
                buffer.clear();
            }
        }
        return position;
    }
}
