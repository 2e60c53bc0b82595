package dev.distil4j.tokenizer;

/** A text, or a pair of texts, with more tokens than the model takes, which may not be dropped. */
public final class InputTooLongException extends TokenizerException {
    private final long length;
    private final int maxLength;

    /**
     * @param obstacle why the truncation that was chosen does not help; empty if none was
     */
    InputTooLongException(long length, EncodingOptions options, boolean isPair, String obstacle) {
        super(
                "The %s %d tokens long%s, but the model takes at most %d%s: shorten %s, or choose Truncation.LONGEST_FIRST."
                        .formatted(
                                isPair ? "two texts are" : "text is",
                                length,
                                options.addSpecialTokens() ? ", special tokens included" : "",
                                options.maxLength(),
                                obstacle,
                                isPair ? "them" : "it"));
        this.length = length;
        maxLength = options.maxLength();
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
