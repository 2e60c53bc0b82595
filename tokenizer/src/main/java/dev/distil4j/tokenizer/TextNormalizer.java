package dev.distil4j.tokenizer;

/**
 * BERT's normaliser: cleans the text and pads Chinese characters with spaces itself, then leaves
 * accents and case to the stages behind it, in the reference's order. Source of the order: {@code
 * BertNormalizer} of huggingface/tokenizers.
 */
final class TextNormalizer {
    private final boolean padChinese;
    private final CodePointStage next;

    TextNormalizer(Normalization normalization, CodePointStage out) {
        CodePointStage stage = normalization.lowercase() ? new LowerCaser(out) : out;
        next = normalization.stripsAccents() ? new AccentStripper(stage) : stage;
        padChinese = normalization.tokenizeChineseChars();
    }

    /** Sends {@code [from, to)} of the text on as a stretch of its own. */
    void normalize(String text, int from, int to) {
        for (int start = from, end; start < to; start = end) {
            int codePoint = text.codePointAt(start);
            end = start + Character.charCount(codePoint);
            int classes = Unicode.classes(codePoint);
            if ((classes & Unicode.DROP) != 0) {
                continue;
            }
            if ((classes & Unicode.SPACE) != 0) {
                next.accept(' ', start, end);
            } else if (padChinese && (classes & Unicode.CJK) != 0) {
                next.accept(' ', start, end);
                next.accept(codePoint, start, end);
                next.accept(' ', start, end);
            } else {
                next.accept(codePoint, start, end);
            }
        }
        next.finish();
    }
}
