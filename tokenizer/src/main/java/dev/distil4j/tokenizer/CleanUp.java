package dev.distil4j.tokenizer;

/** Which spaces that are typical of cut-up English decoding takes out again. */
public enum CleanUp {
    /** None. */
    NONE,

    /**
     * Those before {@code . , ! ?} and the like, piece by piece: what a {@code tokenizer.json} of
     * BERT asks for and Python's {@code decode} does unless told otherwise.
     */
    PIECES,

    /**
     * Those too that pieces by themselves do not show, {@code it ' s} to {@code it's}: Python's
     * {@code clean_up_tokenization_spaces}.
     */
    TEXT;

    /** A piece with the space before it. */
    String piece(String piece) {
        // The order, and the odd one out among the rules, are the reference's.
        return this == NONE ? piece : contractions(punctuation(piece).replace(" do not", " don't"));
    }

    /** All pieces together. */
    String text(String text) {
        return this == TEXT ? contractions(punctuation(text)) : text;
    }

    private static String punctuation(String text) {
        return text.replace(" .", ".")
                .replace(" ?", "?")
                .replace(" !", "!")
                .replace(" ,", ",")
                .replace(" ' ", "'")
                .replace(" n't", "n't")
                .replace(" 'm", "'m");
    }

    private static String contractions(String text) {
        return text.replace(" 's", "'s").replace(" 've", "'ve").replace(" 're", "'re");
    }
}
