package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration or a vocabulary, read whole, but never more of it than such a file can hold. */
final class SmallFile {

    /** 32 MiB: a vocabulary of a million pieces has 10. */
    static final int MAX_BYTES = 32 << 20;

    /** Makes the exception of the file that is being read. */
    @FunctionalInterface
    interface Complaint {
        /** The exception with that message. */
        LoaderException of(String message, @Nullable Throwable cause);
    }

    private SmallFile() {}

    static byte[] read(Path file, Complaint complaint) {
        if (!Files.isRegularFile(file)) {
            String what = Files.exists(file) ? "not a regular file" : "no such file";
            throw complaint.of(file + ": " + what + "; put the model's own file there", null);
        }
        try (var stream = Files.newInputStream(file)) {
            return read(stream, file.toString(), complaint);
        } catch (IOException e) {
            throw unreadable(file.toString(), complaint, e);
        }
    }

    static byte[] read(InputStream stream, String origin, Complaint complaint) {
        byte[] bytes;
        try {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(origin, complaint, e);
        }
        if (bytes.length > MAX_BYTES) {
            throw complaint.of(
                    origin + ": more than 32 MiB is no such file; put the model's own there", null);
        }
        return bytes;
    }

    private static LoaderException unreadable(String origin, Complaint complaint, IOException e) {
        return complaint.of(
                origin + ": it cannot be read (" + e + "); check its permissions and the disk", e);
    }
}
