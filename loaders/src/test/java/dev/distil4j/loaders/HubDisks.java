package dev.distil4j.loaders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Disks that lack something. */
final class HubDisks {

    private HubDisks() {}

    /** Room for everything, and no symbolic links. */
    static class Plain implements HubDisk {
        @Override
        public long usableBytes(Path folder) throws IOException {
            return REAL.usableBytes(folder);
        }

        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            REAL.write(file, bytes, position);
        }

        @Override
        public void symbolicLink(Path link, Path target) {
            throw new UnsupportedOperationException();
        }
    }

    /** It had room when it was asked, but another program fills it before byte {@code limit}. */
    static final class Filling extends Plain {
        private final long limit;
        private boolean full;

        Filling(long limit) {
            this.limit = limit;
        }

        @Override
        public long usableBytes(Path folder) {
            return full ? 0 : Long.MAX_VALUE;
        }

        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            if (position + bytes.remaining() > limit) {
                full = true;
                throw new IOException("No space left on device");
            }
            super.write(file, bytes, position);
        }
    }

    /** No room from the start. */
    static final class Full extends Plain {
        @Override
        public long usableBytes(Path folder) {
            return 1000;
        }
    }

    /** It breaks, though there is room. */
    static final class Broken extends Plain {
        @Override
        public void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
            throw new IOException("Input/output error");
        }
    }
}
