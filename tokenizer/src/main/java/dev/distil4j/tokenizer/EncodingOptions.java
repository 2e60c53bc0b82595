package dev.distil4j.tokenizer;

/**
 * What an encoding may hold; may differ from call to call.
 *
 * @param maxLength how many tokens it has at most, special tokens included; 1 or more
 * @param truncation what happens to more
 * @param stride how many tokens a window repeats of the one before, 0 to {@code maxLength - 1};
 *     without meaning where there are no {@linkplain WordPieceTokenizer#windows windows}
 * @param addSpecialTokens whether the texts are framed, {@code [CLS] text [SEP]}
 */
public record EncodingOptions(
        int maxLength, Truncation truncation, int stride, boolean addSpecialTokens) {
    /**
     * Options.
     *
     * @throws TokenizerException if the length or the stride is out of range
     */
    public EncodingOptions {
        if (maxLength < 1) {
            throw new TokenizerException(
                    "A maximal length of %d leaves no room for any token; give at least 1."
                            .formatted(maxLength));
        }
        if (stride < 0 || stride >= maxLength) {
            throw new TokenizerException(
                    "A stride of %d does not fit a maximal length of %d; give 0 to %d."
                            .formatted(stride, maxLength, maxLength - 1));
        }
    }

    /** These options with another maximal length. */
    public EncodingOptions maxLength(int maxLength) {
        return new EncodingOptions(maxLength, truncation, stride, addSpecialTokens);
    }

    /** These options with another truncation. */
    public EncodingOptions truncation(Truncation truncation) {
        return new EncodingOptions(maxLength, truncation, stride, addSpecialTokens);
    }

    /** These options with another stride. */
    public EncodingOptions stride(int stride) {
        return new EncodingOptions(maxLength, truncation, stride, addSpecialTokens);
    }

    /** These options with or without a frame. */
    public EncodingOptions addSpecialTokens(boolean addSpecialTokens) {
        return new EncodingOptions(maxLength, truncation, stride, addSpecialTokens);
    }
}
