package dev.distil4j.tokenizer;

/** A text, or a pair of texts, with more tokens than the model takes. */
public final class InputTooLongException extends TokenizerException {
    private final long length;
    private final int maxLength;

    InputTooLongException(long length, int maxLength, boolean isPair) {
        super(
                ("The %s %d tokens long, special tokens included, but the model takes at most %d:"
                                + " shorten %s, or choose Truncation.LONGEST_FIRST.")
                        .formatted(
                                isPair ? "two texts are" : "text is",
                                length,
                                maxLength,
                                isPair ? "them" : "it"));
        this.length = length;
        this.maxLength = maxLength;
    }

    /** How many tokens the input has, special tokens included. */
    public long length() {
        return length;
    }

    /** How many tokens the model takes. */
    public int maxLength() {
        return maxLength;
    }
}
