package dev.distil4j.tokenizer;

/**
 * How many tokens of each text stay.
 *
 * @param first tokens that stay of the first text
 * @param second tokens that stay of the second
 */
record Share(int first, int second) {
    /**
     * What stays when the longer text is cut first. The reference does this by arithmetic, not
     * token by token, and its result is kept: where both must give way, the one that was longer
     * (the second, if they were equal) gets the odd token. Source: {@code truncate_encodings} of
     * huggingface/tokenizers.
     */
    static Share longestFirst(long first, long second, int room) {
        if (first + second <= room) {
            return new Share((int) first, (int) second);
        }
        long shorter = Math.min(first, second);
        long longer = shorter > room ? shorter : Math.max(shorter, room - shorter);
        if (shorter + longer > room) {
            shorter = room / 2;
            longer = shorter + room % 2;
        }
        return first > second
                ? new Share((int) longer, (int) shorter)
                : new Share((int) shorter, (int) longer);
    }
}
