package dev.distil4j.tokenizer;

import java.util.Arrays;

/**
 * A text, or a pair of texts, as a model takes it: one slot per token, those that frame the texts
 * ({@code [CLS]}, {@code [SEP]}) included. The arrays are the caller's: nothing else refers to
 * them.
 *
 * @param ids the tokens' ids in the vocabulary
 * @param typeIds 0 in the first text and its frame, 1 in the second and the separator behind it
 * @param starts where each token begins in the text it comes from, in UTF-16 units ({@code char}s
 *     of the string); 0 for the frame
 * @param ends where each token ends, exclusive; 0 for the frame
 * @param words the number of the token's word within its text, from 0; {@link #NO_WORD} for the
 *     frame
 * @param fullLength how many tokens there would be had none been dropped, so that an answer can
 *     tell what it left out
 */
// Arrays, since they go into arithmetic as they are; equality is by content below.
@SuppressWarnings("ArrayRecordComponent")
public record Encoding(
        int[] ids, int[] typeIds, int[] starts, int[] ends, int[] words, long fullLength) {
    /** The word number of a token that frames the texts. */
    public static final int NO_WORD = -1;

    /**
     * An encoding of these columns, which are not copied.
     *
     * @throws IllegalArgumentException if they differ in length, or the full length is less
     */
    public Encoding {
        if (typeIds.length != ids.length
                || starts.length != ids.length
                || ends.length != ids.length
                || words.length != ids.length) {
            throw new IllegalArgumentException(
                    "The columns of an encoding need one length, but have %d, %d, %d, %d and %d."
                            .formatted(
                                    ids.length,
                                    typeIds.length,
                                    starts.length,
                                    ends.length,
                                    words.length));
        }
        if (fullLength < ids.length) {
            throw new IllegalArgumentException(
                    "An encoding of %d tokens cannot have had %d."
                            .formatted(ids.length, fullLength));
        }
    }

    /** An encoding that lacks nothing. */
    public Encoding(int[] ids, int[] typeIds, int[] starts, int[] ends, int[] words) {
        this(ids, typeIds, starts, ends, words, ids.length);
    }

    /** An encoding of this length, to be filled. */
    static Encoding ofLength(int length, long fullLength) {
        return new Encoding(
                new int[length],
                new int[length],
                new int[length],
                new int[length],
                new int[length],
                fullLength);
    }

    /** How many tokens there are. */
    public int length() {
        return ids.length;
    }

    /** Whether tokens were dropped. */
    public boolean isTruncated() {
        return length() < fullLength;
    }

    /**
     * 1 for each token that frames the texts, 0 for the others ({@code special_tokens_mask}). A
     * special token that the text itself has is one of the others.
     */
    public int[] specialTokensMask() {
        int[] mask = new int[length()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = words[i] == NO_WORD ? 1 : 0;
        }
        return mask;
    }

    /**
     * This encoding with its offsets counted in code points, as Python counts.
     *
     * @param input what was encoded
     */
    public Encoding inCodePoints(TokenizerInput input) {
        int[] newStarts = new int[length()];
        int[] newEnds = new int[length()];
        CodePoints first = new CodePoints(input.first(), input.isSplitIntoWords());
        CodePoints second = new CodePoints(input.second(), input.isSplitIntoWords());
        for (int i = 0; i < length(); i++) {
            if (words[i] != NO_WORD) {
                CodePoints text = typeIds[i] == 0 ? first : second;
                newStarts[i] = text.before(starts[i], words[i]);
                newEnds[i] = text.before(ends[i], words[i]);
            }
        }
        return new Encoding(
                ids.clone(), typeIds.clone(), newStarts, newEnds, words.clone(), fullLength);
    }

    /** Whether the other is an encoding of the same content. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Encoding that
                && Arrays.equals(ids, that.ids)
                && Arrays.equals(typeIds, that.typeIds)
                && Arrays.equals(starts, that.starts)
                && Arrays.equals(ends, that.ends)
                && Arrays.equals(words, that.words)
                && fullLength == that.fullLength;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ids) + Arrays.hashCode(typeIds);
    }

    @Override
    public String toString() {
        return "Encoding[ids=%s, typeIds=%s, starts=%s, ends=%s, words=%s, fullLength=%d]"
                .formatted(
                        Arrays.toString(ids),
                        Arrays.toString(typeIds),
                        Arrays.toString(starts),
                        Arrays.toString(ends),
                        Arrays.toString(words),
                        fullLength);
    }
}
