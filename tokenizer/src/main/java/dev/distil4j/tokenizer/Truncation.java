package dev.distil4j.tokenizer;

/** What to do with a text that is too long for the model. */
public enum Truncation {
    /** Refuse it with an {@link InputTooLongException}. */
    ERROR,

    /** Drop tokens from the end, of a pair from the longer text first ({@code longest_first}). */
    LONGEST_FIRST
}
