package dev.distil4j.loaders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The three things in which disks differ, so that each kind of disk can stand in a test. */
interface HubDisk {

    /** The disk as it is. */
    HubDisk REAL =
            new HubDisk() {
                @Override
                public long usableBytes(Path folder) throws IOException {
                    return Files.getFileStore(folder).getUsableSpace();
                }

                @Override
                public void write(FileChannel file, ByteBuffer bytes, long position)
                        throws IOException {
                    for (long at = position; bytes.hasRemaining(); ) {
                        at += file.write(bytes, at);
                    }
                }

                @Override
                public void symbolicLink(Path link, Path target) throws IOException {
                    Files.createSymbolicLink(link, target);
                }
            };

    /** How many bytes this process may still write there. */
    long usableBytes(Path folder) throws IOException;

    /** Writes all bytes from {@code position} on. */
    void write(FileChannel file, ByteBuffer bytes, long position) throws IOException;

    /**
     * Makes a symbolic link.
     *
     * @throws UnsupportedOperationException or IOException if there are none on this disk
     */
    void symbolicLink(Path link, Path target) throws IOException;
}
