package dev.distil4j.tokenizer;

/** The tokens {@code [from, to)} of a text. */
record Range(int from, int to) {
    static final Range EMPTY = new Range(0, 0);

    int length() {
        return to - from;
    }
}
