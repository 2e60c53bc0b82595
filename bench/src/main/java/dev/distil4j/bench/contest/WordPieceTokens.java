package dev.distil4j.bench.contest;

import dev.distil4j.bench.model.BaseModel;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.Vocabulary;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** This project's tokenizer on whole texts. */
final class WordPieceTokens implements Contender {

    private final WordPieceTokenizer tokenizer;
    private final List<String> texts;
    private final List<Encoding> encodings = new ArrayList<>();

    WordPieceTokens(BaseModel model, List<String> texts) {
        try {
            List<String> pieces = Files.readAllLines(model.folder().resolve("vocab.txt"));
            tokenizer =
                    WordPieceTokenizer.builder(new Vocabulary(pieces))
                            .maxLength(Integer.MAX_VALUE)
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.texts = texts;
    }

    @Override
    public void run() {
        encodings.clear();
        for (String text : texts) {
            encodings.add(tokenizer.encode(text));
        }
    }

    @Override
    public float[] result() {
        return Tokenization.flatten(
                encodings.stream()
                        .map(encoding -> Arrays.stream(encoding.ids()).asLongStream().toArray())
                        .toList());
    }

    @Override
    public void close() {
        encodings.clear();
    }
}
