package dev.distil4j.tokenizer;

/**
 * BERT's normaliser: cleans the text and pads Chinese characters with spaces itself, then leaves
 * accents and case to the stages behind it, in the reference's order. Source of the order: {@code
 * BertNormalizer} of huggingface/tokenizers.
 */
final class TextNormalizer {
    private static final int ASCII = 0x80;
    private static final byte DROPPED = -1;
    private static final int REPLACEMENT = 0xFFFD;

    private final boolean cleansText;
    private final boolean padsChinese;
    private final CodePointStage next;
    private final CodePointStage out;

    /** What each ASCII character becomes, which skips the stages between here and the end. */
    private final byte[] ascii = new byte[ASCII];

    TextNormalizer(Normalization normalization, CodePointStage out) {
        next = accentsAndCase(normalization, out);
        this.out = out;
        padsChinese = normalization.tokenizeChineseChars();
        cleansText = normalization.cleanText();
        for (int c = 0; c < ASCII; c++) {
            if (cleansText && Unicode.is(c, Unicode.DROP)) {
                ascii[c] = DROPPED;
            } else if (cleansText && Unicode.is(c, Unicode.SPACE)) {
                ascii[c] = ' ';
            } else {
                ascii[c] = (byte) (normalization.lowercase() ? LowerCaser.ascii(c) : c);
            }
        }
    }

    /** The stages for accents and case, as far as they are wanted. */
    static CodePointStage accentsAndCase(Normalization normalization, CodePointStage out) {
        CodePointStage stage = normalization.lowercase() ? new LowerCaser(out) : out;
        return normalization.stripsAccents() ? new AccentStripper(stage) : stage;
    }

    /** Sends {@code [from, to)} of the text on as a stretch of its own. */
    void normalize(String text, int from, int to) {
        int start = from;
        while (start < to) {
            char c = text.charAt(start);
            if (c < ASCII) {
                if (ascii[c] != DROPPED) {
                    out.accept(ascii[c], start, start + 1);
                }
                start++;
            } else {
                start = normalizeOther(text, start, to);
            }
        }
        next.finish();
    }

    /** Takes the text up to the next ASCII character that stays, and returns where that is. */
    private int normalizeOther(String text, int from, int to) {
        int start = from;
        for (int end; start < to; start = end) {
            int codePoint = text.codePointAt(start);
            if (codePoint < ASCII && ascii[codePoint] != DROPPED) {
                break;
            }
            end = start + Character.charCount(codePoint);
            if (cleansText) {
                clean(codePoint, start, end);
            } else if (Character.MIN_SURROGATE <= codePoint
                    && codePoint <= Character.MAX_SURROGATE) {
                next.accept(REPLACEMENT, start, end);
            } else {
                pad(codePoint, start, end);
            }
        }
        next.release();
        return start;
    }

    private void clean(int codePoint, int start, int end) {
        if (Unicode.is(codePoint, Unicode.DROP)) {
            return;
        }
        if (Unicode.is(codePoint, Unicode.SPACE)) {
            next.accept(' ', start, end);
        } else {
            pad(codePoint, start, end);
        }
    }

    private void pad(int codePoint, int start, int end) {
        if (padsChinese && Unicode.is(codePoint, Unicode.CJK)) {
            next.accept(' ', start, end);
            next.accept(codePoint, start, end);
            next.accept(' ', start, end);
        } else {
            next.accept(codePoint, start, end);
        }
    }
}
