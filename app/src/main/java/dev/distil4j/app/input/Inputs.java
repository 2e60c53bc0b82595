package dev.distil4j.app.input;

import org.jspecify.annotations.Nullable;

/** Texts, one after the other. */
public interface Inputs extends AutoCloseable {

    /**
     * The next one, or null at the end; waits for it if need be.
     *
     * @throws dev.distil4j.app.console.Failure if it can't be read or is no text
     */
    @Nullable Item next();

    /** Whether more is there without waiting; false too at the end. */
    boolean ready();

    /** Bytes read so far. */
    long position();

    /** Bytes in all; 0 if nobody knows. */
    long size();

    @Override
    void close();
}
