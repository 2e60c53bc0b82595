package dev.distil4j;

import org.jspecify.annotations.Nullable;

/** The backend that was asked for can't be had on this machine, or its device fails. */
public final class BackendException extends Distil4JException {

    private static final long serialVersionUID = 1L;

    /** With that message and, if something lower down failed, its cause. */
    public BackendException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
