package dev.distil4j.loaders;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Feeds damaged files to a loader: it makes something of each or refuses it in one sentence, and
 * allocates no more than {@link MemoryBound} allows either way.
 *
 * @param read how many of them the loader made something of
 * @param refused how many it refused
 */
record Fuzz(int read, int refused) {

    /** Makes something of a file. */
    @FunctionalInterface
    interface Reader {
        /** Reads it to the end. */
        void read(byte[] file) throws IOException;
    }

    /**
     * Feeds {@code count} files to {@code reader}.
     *
     * @param files the damaged files by their seeds
     * @param refusals what more is asked of an exception than to be one sentence
     * @param more how many files the reader opens beside the damaged one, all of them small
     */
    static Fuzz of(
            int count,
            IntFunction<byte[]> files,
            Consumer<LoaderException> refusals,
            int more,
            Reader reader) {
        int refused = 0;
        for (int seed = 0; seed < count; seed++) {
            byte[] file = files.apply(seed);
            try {
                LoaderException refusal =
                        MemoryBound.hold(1 + more, file.length, () -> refusal(file, reader));
                if (refusal != null) {
                    assertThat(refusal.getMessage())
                            .contains(": ")
                            .contains("; ")
                            .doesNotContain("\n");
                    refusals.accept(refusal);
                    refused++;
                }
            } catch (RuntimeException | Error e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        return new Fuzz(count - refused, refused);
    }

    private static @Nullable LoaderException refusal(byte[] file, Reader reader) {
        try {
            reader.read(file);
            return null;
        } catch (LoaderException e) {
            return e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
