package dev.distil4j.bench.model;

/**
 * A text and its tokens.
 *
 * @param text some words
 * @param ids the tokens, {@code [CLS]} and {@code [SEP]} included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WordSequence(String text, long[] ids) {}
