package dev.distil4j.tokenizer;

import java.util.function.Consumer;

/**
 * Cuts normalised text into words: at spaces, which vanish, and around each punctuation character.
 */
final class PreTokenizer implements CodePointStage {
    private final Consumer<Word> out;
    private final Word word = new Word();

    /** The consumer gets one {@link Word} again and again, each time with new content. */
    PreTokenizer(Consumer<Word> out) {
        this.out = out;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (codePoint == ' ') {
            finish();
        } else if (Unicode.is(codePoint, Unicode.PUNCTUATION)) {
            finish();
            word.append(codePoint, start, end);
            finish();
        } else {
            word.append(codePoint, start, end);
        }
    }

    @Override
    public void finish() {
        if (!word.isEmpty()) {
            out.accept(word);
            word.clear();
        }
    }
}
