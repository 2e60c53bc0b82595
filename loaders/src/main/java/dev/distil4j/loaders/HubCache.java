package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * One model's part of the cache, in the layout that Python's huggingface_hub reads and writes:
 *
 * <pre>
 * models--org--name/blobs/ETAG                     contents, each once
 * models--org--name/refs/main                      the commit that a revision stands for
 * models--org--name/snapshots/COMMIT/config.json   links to the blobs
 * models--org--name/.no_exist/COMMIT/vocab.txt     empty: the commit has no such file
 * .locks/models--org--name/ETAG.lock
 * </pre>
 *
 * <p>Whatever is visible under its final name is whole: everything is written under a name of its
 * own first, and moved in one step.
 */
final class HubCache {

    private final Path model;
    private final Path locks;
    private final HubDisk disk;

    HubCache(Path cache, String repository, HubDisk disk) {
        String folder = "models--" + repository.replace("/", "--");
        this.model = cache.resolve(folder);
        this.locks = cache.resolve(".locks").resolve(folder);
        this.disk = disk;
    }

    /** What a step of the cache does to the disk. */
    @FunctionalInterface
    interface Step<T extends @Nullable Object> {
        /** Does it. */
        T take() throws IOException;
    }

    HubDisk disk() {
        return disk;
    }

    /** The folder of the model. */
    Path folder() {
        return model;
    }

    Path snapshot(String commit) {
        return model.resolve("snapshots").resolve(commit);
    }

    Path blobs() {
        return model.resolve("blobs");
    }

    Path blob(String etag) {
        return blobs().resolve(etag);
    }

    Path lock(String etag) {
        return locks.resolve(etag + ".lock");
    }

    /** Whether the commit's file is there, and not merely a link to what was deleted. */
    boolean has(String commit, String file) {
        return Files.exists(snapshot(commit).resolve(file));
    }

    /** Whether the commit is known to have no such file. */
    boolean hasNot(String commit, String file) {
        return Files.exists(noExist(commit, file));
    }

    boolean hasBlob(String etag, long bytes) {
        Path blob = blob(etag);
        return guarded(blob, () -> Files.exists(blob) && Files.size(blob) == bytes);
    }

    /** The commit that the revision stood for when the hub was last asked, or null. */
    @Nullable String commitOf(String revision) {
        Path ref = ref(revision);
        String commit =
                guarded(
                        ref,
                        () -> {
                            try {
                                return Files.isRegularFile(ref) ? Files.readString(ref) : "";
                            } catch (NoSuchFileException e) {
                                return "";
                            }
                        });
        return HubName.isCommit(commit.strip()) ? commit.strip() : null;
    }

    /** Remembers what the revision stands for. */
    void remember(String revision, String commit) {
        if (revision.equals(commit) || commit.equals(commitOf(revision))) {
            return;
        }
        Path ref = ref(revision);
        guarded(
                ref,
                () -> {
                    Path temporary = temporaryFor(ref);
                    Files.writeString(temporary, commit);
                    return Files.move(temporary, ref, StandardCopyOption.ATOMIC_MOVE);
                });
    }

    /** Remembers that the commit has no such file. */
    void rememberAbsence(String commit, String file) {
        Path marker = noExist(commit, file);
        guarded(
                marker,
                () -> {
                    Files.createDirectories(marker.getParent());
                    try {
                        return Files.createFile(marker);
                    } catch (FileAlreadyExistsException e) {
                        return marker;
                    }
                });
    }

    /** Makes the blob appear as the commit's file: a relative link, or a copy without links. */
    void link(String commit, String file, String etag) {
        Path pointer = snapshot(commit).resolve(file);
        guarded(
                pointer,
                () -> {
                    Path folder = pointer.resolveSibling("");
                    Files.createDirectories(folder);
                    if (Files.isSymbolicLink(pointer) && !Files.exists(pointer)) {
                        Files.deleteIfExists(pointer);
                    }
                    try {
                        disk.symbolicLink(pointer, folder.relativize(blob(etag)));
                    } catch (FileAlreadyExistsException e) {
                        return pointer; // Another process was faster, with the same link.
                    } catch (UnsupportedOperationException | IOException e) {
                        Path copy = temporaryFor(blob(etag));
                        Files.copy(blob(etag), copy);
                        Files.move(copy, pointer, StandardCopyOption.ATOMIC_MOVE);
                    }
                    return pointer;
                });
    }

    /** Runs a step on the disk, whose failure names the path. */
    static <T extends @Nullable Object> T guarded(Path path, Step<T> step) {
        try {
            return step.take();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    static HubException unusable(Path path, IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return HubPause.interrupted(e);
        }
        return new HubException(
                HubException.Kind.DISK,
                path
                        + ": the cache cannot be used there ("
                        + Quoted.plain(e.toString(), 300)
                        + "); check its permissions and the disk, or set HF_HOME to another"
                        + " folder",
                e);
    }

    private Path ref(String revision) {
        return model.resolve("refs").resolve(revision);
    }

    private Path noExist(String commit, String file) {
        return model.resolve(".no_exist").resolve(commit).resolve(file);
    }

    private Path temporaryFor(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        // Beside the folders that others read: a leftover must not look like a branch or a file.
        return model.resolve("tmp_" + UUID.randomUUID());
    }
}
