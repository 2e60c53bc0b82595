package dev.distil4j.tokenizer;

/**
 * A token that is found in a text before the text is cut into words, as {@code added_tokens} of a
 * {@code tokenizer.json} describes it.
 *
 * @param content how it is written
 * @param id its id; if the vocabulary has the content or the id, it has both together
 * @param singleWord whether it counts only where no letter, digit, mark or underscore touches it
 * @param lstrip whether white space before it belongs to it
 * @param rstrip whether white space behind it belongs to it
 * @param normalized whether it is sought, normalised itself, in the normalised text; else in the
 *     text as it is
 * @param special whether decoding can leave it out
 */
public record AddedToken(
        String content,
        int id,
        boolean singleWord,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {
    /**
     * An added token.
     *
     * @throws TokenizerException if the content is empty or the id negative
     */
    public AddedToken {
        if (content.isEmpty() || id < 0) {
            throw new TokenizerException(
                    ("The added token \"%s\" with id %d is of no use; give it a content and an id"
                                    + " of 0 or more.")
                            .formatted(content, id));
        }
    }

    /** A special token: found as it is written, wherever it stands. */
    public static AddedToken special(String content, int id) {
        return new AddedToken(content, id, false, false, false, false, true);
    }
}
