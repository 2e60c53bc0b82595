package dev.distil4j.tokenizer;

import java.util.List;

/**
 * The pieces with a meaning of their own. Where one stands in a text, even glued to other
 * characters, it is one token.
 *
 * @param unk stands for a word that the vocabulary cannot spell
 * @param cls begins every encoding
 * @param sep ends each text
 * @param pad fills a batch up, where that is done; a vocabulary that lacks it is none the worse
 * @param mask stands for a token to be guessed; plain text to a vocabulary that lacks it
 */
public record SpecialTokens(String unk, String cls, String sep, String pad, String mask) {
    /** The names that BERT and its family use. */
    public static final SpecialTokens BERT =
            new SpecialTokens("[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]");

    /**
     * Special tokens of these names.
     *
     * @throws TokenizerException if one is empty
     */
    public SpecialTokens {
        if (unk.isEmpty() || cls.isEmpty() || sep.isEmpty() || pad.isEmpty() || mask.isEmpty()) {
            throw new TokenizerException(
                    ("A special token is empty: unk \"%s\", cls \"%s\", sep \"%s\", pad \"%s\","
                                    + " mask \"%s\"; give each a name.")
                            .formatted(unk, cls, sep, pad, mask));
        }
    }

    List<String> all() {
        return List.of(unk, cls, sep, pad, mask);
    }
}
