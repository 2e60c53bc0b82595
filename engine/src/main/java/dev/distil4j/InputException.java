package dev.distil4j;

import org.jspecify.annotations.Nullable;

/** A text can't be answered, such as one with more tokens than the model has positions. */
public final class InputException extends Distil4JException {

    private static final long serialVersionUID = 1L;

    /** With that message and, if something lower down failed, its cause. */
    public InputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
