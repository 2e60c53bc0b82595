package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** A file of a model that cannot be used: its message is one sentence with place and cure. */
public abstract sealed class LoaderException extends RuntimeException
        permits SafetensorsException,
                ShardException,
                ConfigException,
                VocabularyException,
                TensorPlanException,
                ModelFolderException,
                HubException {

    LoaderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
