package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/**
 * A configuration file ({@code config.json}, {@code tokenizer_config.json}, {@code
 * special_tokens_map.json}) that is not valid JSON or holds a value that cannot be.
 */
public final class ConfigException extends LoaderException {

    ConfigException(String message) {
        super(message, null);
    }

    ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
