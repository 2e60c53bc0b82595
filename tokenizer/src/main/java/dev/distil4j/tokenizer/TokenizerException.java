package dev.distil4j.tokenizer;

/** Something this package was given and cannot use; the message names it and the cure. */
public sealed class TokenizerException extends IllegalArgumentException
        permits InputTooLongException {
    TokenizerException(String message) {
        super(message);
    }
}
