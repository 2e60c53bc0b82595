package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a text before it is cut into words.
 *
 * @param lowercase whether to lower-case ({@code do_lower_case}), without regard to locale
 * @param stripAccents whether to decompose and drop non-spacing marks ({@code strip_accents}); null
 *     means exactly when lower-casing
 * @param tokenizeChineseChars whether each Chinese character is a word ({@code
 *     tokenize_chinese_chars})
 * @param cleanText whether to drop controls and U+FFFD ({@code clean_text})
 */
public record Normalization(
        boolean lowercase,
        @Nullable Boolean stripAccents,
        boolean tokenizeChineseChars,
        boolean cleanText) {
    /** That of the uncased checkpoints. */
    public static final Normalization UNCASED = new Normalization(true, null, true);

    /** That of the cased checkpoints. */
    public static final Normalization CASED = new Normalization(false, null, true);

    /** A normalisation that cleans the text. */
    public Normalization(
            boolean lowercase, @Nullable Boolean stripAccents, boolean tokenizeChineseChars) {
        this(lowercase, stripAccents, tokenizeChineseChars, true);
    }

    /** This one without what it does to accents and case. */
    Normalization keepingAccentsAndCase() {
        return new Normalization(false, false, tokenizeChineseChars, cleanText);
    }

    boolean stripsAccents() {
        return stripAccents == null ? lowercase : stripAccents;
    }
}
