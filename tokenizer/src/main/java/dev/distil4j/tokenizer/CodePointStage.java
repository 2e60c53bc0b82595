package dev.distil4j.tokenizer;

/**
 * A stage of the pipeline that takes normalised text code point by code point. Serves one text at a
 * time.
 */
interface CodePointStage {
    /** Takes the next code point, which comes from {@code [start, end)} of the original text. */
    void accept(int codePoint, int start, int end);

    /** Lets go what is held back, since the next code point can have no bearing on it. */
    void release();

    /** Ends a stretch of text: whatever is held back goes on, and nothing later joins it. */
    void finish();
}
