package dev.distil4j.tokenizer;

/** What to do with a text, or a pair, that is too long; what is dropped goes from the end. */
public enum Truncation {
    /** Refuse it with an {@link InputTooLongException}. */
    ERROR,

    /** Drop tokens, of a pair from the longer text first ({@code longest_first}). */
    LONGEST_FIRST,

    /** Drop tokens of the first text alone ({@code only_first}). */
    ONLY_FIRST,

    /** Drop tokens of the second text alone ({@code only_second}). */
    ONLY_SECOND
}
