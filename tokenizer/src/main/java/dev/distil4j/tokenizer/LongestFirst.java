package dev.distil4j.tokenizer;

/**
 * How many tokens of each text stay when the longer one is cut first. The reference does this by
 * arithmetic, not token by token, and its result is kept: where both must give way, the one that
 * was longer (the second, if they were equal) gets the odd token. Source: {@code
 * truncate_encodings} of huggingface/tokenizers.
 *
 * @param first tokens that stay of the first text
 * @param second tokens that stay of the second
 */
record LongestFirst(int first, int second) {
    /**
     * The lengths to keep of texts of these lengths, so that together they fit into {@code room}.
     */
    static LongestFirst of(long first, long second, int room) {
        if (first + second <= room) {
            return new LongestFirst((int) first, (int) second);
        }
        long shorter = Math.min(first, second);
        long longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
        if (shorter + longer > room) {
            shorter = room / 2;
            longer = shorter + room % 2;
        }
        return first > second
                ? new LongestFirst((int) longer, (int) shorter)
                : new LongestFirst((int) shorter, (int) longer);
    }
}
