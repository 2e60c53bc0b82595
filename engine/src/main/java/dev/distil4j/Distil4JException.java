package dev.distil4j;

import org.jspecify.annotations.Nullable;

/** What can go wrong, in one family; each message is a sentence with the place and the cure. */
public abstract sealed class Distil4JException extends RuntimeException
        permits ModelException, InputException, BackendException, ClosedException {

    private static final long serialVersionUID = 1L;

    Distil4JException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
