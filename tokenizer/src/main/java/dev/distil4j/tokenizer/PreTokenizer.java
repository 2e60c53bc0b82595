package dev.distil4j.tokenizer;

import java.util.function.Consumer;

/**
 * Cuts normalised text into words: at white space, which vanishes, and around each punctuation
 * character.
 */
final class PreTokenizer implements CodePointStage {
    private final Word word;
    private final Consumer<Word> out;

    /** The consumer gets this one word again and again, each time with new content. */
    PreTokenizer(Word word, Consumer<Word> out) {
        this.word = word;
        this.out = out;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (Unicode.is(codePoint, Unicode.PUNCTUATION)) {
            finish();
            word.append(codePoint, start, end);
            finish();
        } else if (Unicode.isWhiteSpace(codePoint)) {
            finish();
        } else {
            word.append(codePoint, start, end);
        }
    }

    @Override
    public void release() {}

    @Override
    public void finish() {
        if (!word.isEmpty()) {
            out.accept(word);
            word.clear();
        }
    }
}
