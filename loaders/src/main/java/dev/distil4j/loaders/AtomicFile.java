package dev.distil4j.loaders;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** A file that is there as a whole or not at all, also if the power fails. */
final class AtomicFile {

    /** Writes the content. */
    @FunctionalInterface
    interface Content {
        void write(FileChannel channel) throws IOException;
    }

    private AtomicFile() {}

    /** Writes beside the target, then takes its place; on a failure nothing is left behind. */
    static void write(Path target, Content content) throws IOException {
        // Not createTempFile, whose files nobody else may read.
        Path temporary =
                target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID());
        try {
            try (var channel =
                    FileChannel.open(
                            temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.write(channel);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceFolder(target);
    }

    /** Makes the new name durable as well, where the system lets a folder be opened. */
    private static void forceFolder(Path target) {
        Path folder = target.resolveSibling("");
        try (var channel = FileChannel.open(folder.toAbsolutePath(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows: a folder cannot be opened, and the move is durable by itself.
        }
    }
}
