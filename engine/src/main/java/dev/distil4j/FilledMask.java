package dev.distil4j;

import java.io.Serializable;

/**
 * A token in the place of a mask.
 *
 * @param score the probability of the token among the whole vocabulary, 0 to 1, in float32
 * @param token its id
 * @param token_str its text; a piece that continues a word keeps its {@code ##}
 * @param sequence the text with the token in the place of the mask, as the tokenizer decodes it:
 *     without the frame if the text has one mask, with it and the other masks if it has several
 */
public record FilledMask(double score, int token, String token_str, String sequence)
        implements Serializable {}
