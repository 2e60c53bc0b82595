package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/**
 * A configuration file ({@code config.json}, {@code tokenizer.json}, {@code
 * tokenizer_config.json}, {@code special_tokens_map.json}, {@code added_tokens.json}) that is not
 * valid JSON, holds a value that cannot be, or asks for what this project cannot do.
 */
public final class ConfigException extends LoaderException {

    ConfigException(String message) {
        super(message, null);
    }

    ConfigException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
