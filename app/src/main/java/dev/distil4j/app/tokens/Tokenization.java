package dev.distil4j.app.tokens;

import dev.distil4j.InputException;
import dev.distil4j.TextInput;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.InputTooLongException;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.util.Arrays;
import java.util.List;

/**
 * Turns inputs into what is shown of them.
 *
 * @param tokenizer the model's
 * @param options what an encoding may hold
 * @param windows whether an input becomes all its windows, not the first alone
 * @param split whether texts are words between spaces
 * @param offsets what offsets count
 * @param tooLong the sentence about an input that is too long, a pattern for its tokens and those
 *     allowed
 */
public record Tokenization(
        WordPieceTokenizer tokenizer,
        EncodingOptions options,
        boolean windows,
        boolean split,
        Offsets offsets,
        String tooLong) {

    /**
     * The windows of an input; one if there are no windows.
     *
     * @throws InputException if it is too long
     * @throws dev.distil4j.tokenizer.TokenizerException if windows have no room for new text
     */
    public List<Window> windows(TextInput text) {
        TokenizerInput input = input(text);
        return encodings(input).stream().map(encoding -> window(input, encoding)).toList();
    }

    private List<Encoding> encodings(TokenizerInput input) {
        try {
            return windows
                    ? tokenizer.windows(input, options)
                    : List.of(tokenizer.encode(input, options));
        } catch (InputTooLongException e) {
            throw new InputException(tooLong.formatted(e.length(), e.maxLength()), null);
        }
    }

    private Window window(TokenizerInput input, Encoding encoding) {
        Encoding counted = offsets == Offsets.CODE_POINTS ? encoding.inCodePoints(input) : encoding;
        return new Window(Token.all(tokenizer, counted), encoding.fullLength() - encoding.length());
    }

    private TokenizerInput input(TextInput text) {
        if (split) {
            return text.pair().isPresent()
                    ? TokenizerInput.ofWords(words(text.text()), words(text.pair().get()))
                    : TokenizerInput.ofWords(words(text.text()));
        }
        return text.pair().isPresent()
                ? TokenizerInput.of(text.text(), text.pair().get())
                : TokenizerInput.of(text.text());
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
    }
}
