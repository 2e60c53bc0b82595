package dev.distil4j.tokenizer;

/**
 * How ids become text.
 *
 * @param skipSpecialTokens whether special tokens are left out
 * @param cleanUp which spaces are taken out
 */
public record Decoding(boolean skipSpecialTokens, CleanUp cleanUp) {
    /** Everything, as Python's {@code decode} gives it unless told otherwise. */
    public static final Decoding ALL = new Decoding(false, CleanUp.PIECES);

    /** The text without special tokens. */
    public static final Decoding TEXT = new Decoding(true, CleanUp.PIECES);
}
