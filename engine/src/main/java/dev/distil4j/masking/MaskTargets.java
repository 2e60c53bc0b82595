package dev.distil4j.masking;

import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.lang.System.Logger.Level;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** The tokens that words for a mask stand for. */
public final class MaskTargets {

    private static final EncodingOptions FIRST_PIECE =
            new EncodingOptions(1, Truncation.LONGEST_FIRST, 0, false);

    private final WordPieceTokenizer tokenizer;

    /** For a tokenizer. */
    public MaskTargets(WordPieceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * The token of each word, each token once. A word that is none counts as its first piece; what
     * has no piece does not count. Both are logged. Nothing may be left.
     */
    public int[] ids(List<String> words) {
        Set<Integer> ids = new LinkedHashSet<>();
        for (String word : words) {
            id(word).ifPresent(ids::add);
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    private OptionalInt id(String word) {
        OptionalInt id = tokenizer.id(word);
        if (id.isPresent()) {
            return id;
        }
        int[] pieces = tokenizer.encode(TokenizerInput.of(word), FIRST_PIECE).ids();
        if (pieces.length == 0) {
            warn("the target \"{0}\" has no piece in the vocabulary and is left out", word);
            return OptionalInt.empty();
        }
        warn(
                "the target \"{0}\" is no piece of the vocabulary; \"{1}\", with which it begins,"
                        + " is taken for it",
                word, tokenizer.token(pieces[0]).orElseThrow());
        return OptionalInt.of(pieces[0]);
    }

    private static void warn(String sentence, Object... parts) {
        System.getLogger(MaskTargets.class.getPackageName()).log(Level.WARNING, sentence, parts);
    }
}
