package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

/** A {@code vocab.txt} that is no vocabulary, or one that lacks what the tokenizer needs. */
public final class VocabularyException extends LoaderException {

    VocabularyException(String message) {
        super(message, null);
    }

    VocabularyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
