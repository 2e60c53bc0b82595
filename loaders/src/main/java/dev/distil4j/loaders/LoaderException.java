package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** A file that cannot be used: its message is one sentence with place and cure. */
public abstract sealed class LoaderException extends RuntimeException
        permits SafetensorsException,
                ShardException,
                ConfigException,
                VocabularyException,
                TensorPlanException,
                ModelFolderException,
                DatasetException,
                HubException {

    LoaderException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
