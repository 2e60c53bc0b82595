package dev.distil4j.tokenizer;

/**
 * Lower-cases each code point by itself: no locale, no look at its neighbours (so no final sigma).
 */
final class LowerCaser implements CodePointStage {
    private final CodePointStage next;

    LowerCaser(CodePointStage next) {
        this.next = next;
    }

    /** The lower-case form of an ASCII character. */
    static int ascii(int character) {
        return 'A' <= character && character <= 'Z' ? character + ('a' - 'A') : character;
    }

    @Override
    public void accept(int codePoint, int start, int end) {
        if (codePoint < 0x80) {
            next.accept(ascii(codePoint), start, end);
        } else if (Unicode.is(codePoint, Unicode.CASED)) {
            for (int lower : Unicode.lowercase(codePoint)) {
                next.accept(lower, start, end);
            }
        } else {
            next.accept(codePoint, start, end);
        }
    }

    @Override
    public void release() {
        next.release();
    }

    @Override
    public void finish() {
        next.finish();
    }
}
