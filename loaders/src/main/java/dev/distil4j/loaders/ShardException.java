package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** An index of a sharded checkpoint that is none, or shards that are not what it says. */
public final class ShardException extends LoaderException {

    ShardException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
