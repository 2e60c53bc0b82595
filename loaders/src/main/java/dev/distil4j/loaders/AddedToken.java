package dev.distil4j.loaders;

/**
 * A token that is looked for in the text before the text is cut into words, under the names that
 * the files use.
 *
 * @param content the token itself, not empty
 * @param id its id: that of the piece of the same content or, if there is none, one behind the
 *     vocabulary
 * @param single_word whether it counts only where no letter, digit, mark or underscore touches it
 * @param lstrip whether white space before it belongs to it
 * @param rstrip whether white space behind it belongs to it
 * @param normalized whether it is looked for in the normalised text rather than in the original
 * @param special whether it says something to the model, rather than being a part of the text
 */
public record AddedToken(
        String content,
        int id,
        boolean single_word,
        boolean lstrip,
        boolean rstrip,
        boolean normalized,
        boolean special) {}
