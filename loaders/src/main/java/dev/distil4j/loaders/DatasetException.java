package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** A file of a data set that cannot be used. */
public final class DatasetException extends LoaderException {

    private static final long serialVersionUID = 1L;

    DatasetException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
