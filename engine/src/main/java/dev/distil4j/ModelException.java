package dev.distil4j;

import org.jspecify.annotations.Nullable;

/** A model's files can't be used: missing, damaged, of another kind, or not fitting together. */
public final class ModelException extends Distil4JException {

    private static final long serialVersionUID = 1L;

    /** With that message and, if something lower down failed, its cause. */
    public ModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
