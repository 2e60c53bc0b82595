package dev.distil4j.tokenizer;

/**
 * The tokens of an input, not yet cut to length.
 *
 * @param first those of the first text
 * @param second those of the second; empty where there is none
 * @param isPair whether there is a second text, which may have no tokens
 */
record Tokens(TokenBuffer first, TokenBuffer second, boolean isPair) {
    /** How many there are in all. */
    long count() {
        return first.count() + second.count();
    }
}
