package dev.distil4j.tokenizer;

/** Takes a token that was found whole in normalised text. */
interface Found {
    /** Takes the token's id, and its place in the original text. */
    void token(int id, int start, int end);
}
