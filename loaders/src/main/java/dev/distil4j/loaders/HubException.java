package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/** A model that neither the hub nor its cache gives, with the reason and the cure. */
public final class HubException extends LoaderException {

    /** Why the model is not there. */
    public enum Kind {
        /** The name of the model or of its revision could not be one on the hub. */
        NAME,
        /** An environment variable or the token's file holds something that cannot be used. */
        SETTINGS,
        /** {@code HF_HUB_OFFLINE} forbids the network and the cache lacks the model. */
        OFFLINE,
        /** The hub cannot be reached and the cache lacks the model. */
        NO_NETWORK,
        /** The hub's certificate was not accepted. */
        CERTIFICATE,
        /** There is no such model, or this user may not know of it. */
        REPOSITORY_NOT_FOUND,
        /** The model is there, but its owner must be asked for access. */
        GATED,
        /** The hub does not know the token. */
        TOKEN_REFUSED,
        /** The hub denies this user the file. */
        FORBIDDEN,
        /** The model has no such branch, tag or commit. */
        REVISION_NOT_FOUND,
        /** The model lacks a file that is needed. */
        FILE_NOT_FOUND,
        /** The index of a model in shards is broken. */
        INDEX,
        /** What answers does not speak as the hub does. */
        NOT_A_HUB,
        /** The hub answers that it is overloaded or broken. */
        BUSY,
        /** The connection broke. */
        CUT,
        /** The hub stopped sending. */
        TIME_OUT,
        /** A file has another size than announced. */
        WRONG_SIZE,
        /** A file has another hash than announced. */
        WRONG_HASH,
        /** There is too little room for the model. */
        DISK_FULL,
        /** The cache cannot be read or written. */
        DISK,
        /** The thread was interrupted. */
        INTERRUPTED
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    HubException(Kind kind, String message) {
        this(kind, message, null, null);
    }

    HubException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, cause, null);
    }

    HubException(
            Kind kind, String message, @Nullable Throwable cause, @Nullable Duration retryAfter) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    /** Why the model is not there. */
    public Kind kind() {
        return kind;
    }

    /** How long the server asks to be left alone, where it says so. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
