package dev.distil4j;

import org.jspecify.annotations.Nullable;

/** The model was closed. */
public final class ClosedException extends Distil4JException {

    private static final long serialVersionUID = 1L;

    /** With that message and, if something lower down failed, its cause. */
    public ClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
