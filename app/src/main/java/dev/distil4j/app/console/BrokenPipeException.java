package dev.distil4j.app.console;

import java.io.IOException;

/** Nobody reads the results any more, as after {@code | head}: no error, but the end. */
public final class BrokenPipeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokenPipeException(IOException cause) {
        super(cause);
    }
}
