package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** All added tokens of a tokenizer, the special tokens of its model among them. Immutable. */
final class AddedTokens {
    private final Map<String, AddedToken> byContent = new LinkedHashMap<>();
    private final Map<Integer, AddedToken> byId = new HashMap<>();
    private final AddedTokenFinder inText;
    private final AddedTokenFinder inNormalizedText;

    /**
     * These tokens, and every special token of the vocabulary that is not among them.
     *
     * @throws TokenizerException if one disagrees with the vocabulary or another, or vanishes when
     *     it is normalised
     */
    AddedTokens(
            List<AddedToken> tokens,
            SpecialTokens specialTokens,
            Vocabulary vocabulary,
            Normalization normalization) {
        for (AddedToken token : tokens) {
            requireFit(token, vocabulary);
            if (byContent.put(token.content(), token) != null) {
                throw new TokenizerException(
                        "The added token \"%s\" is given twice; remove one."
                                .formatted(token.content()));
            }
        }
        for (String special : specialTokens.all()) {
            if (!byContent.containsKey(special)) {
                vocabulary
                        .id(special)
                        .ifPresent(id -> byContent.put(special, AddedToken.special(special, id)));
            }
        }
        List<AddedToken> raw = new ArrayList<>();
        List<AddedToken> normalized = new ArrayList<>();
        for (AddedToken token : byContent.values()) {
            AddedToken other = byId.put(token.id(), token);
            if (other != null) {
                throw new TokenizerException(
                        "The added tokens \"%s\" and \"%s\" share id %d; give each its own."
                                .formatted(other.content(), token.content(), token.id()));
            }
            (token.normalized() ? normalized : raw).add(token);
        }
        inText = new AddedTokenFinder(raw, raw.stream().map(AddedToken::content).toList());
        inNormalizedText =
                new AddedTokenFinder(
                        normalized,
                        normalized.stream().map(t -> normalized(t, normalization)).toList());
    }

    /** Finds those that are sought in the text as it is. */
    AddedTokenFinder inText() {
        return inText;
    }

    /** Finds those that are sought in the normalised text. */
    AddedTokenFinder inNormalizedText() {
        return inNormalizedText;
    }

    /** The id of a special token, in or behind the vocabulary, if it has one. */
    OptionalInt id(String special) {
        AddedToken token = byContent.get(special);
        return token == null ? OptionalInt.empty() : OptionalInt.of(token.id());
    }

    /** The added token with this id, if any. */
    @Nullable AddedToken get(int id) {
        return byId.get(id);
    }

    private static void requireFit(AddedToken token, Vocabulary vocabulary) {
        int id = vocabulary.id(token.content()).orElse(token.id());
        if (id != token.id()) {
            throw new TokenizerException(
                    ("The added token \"%s\" has id %d, but the vocabulary has it as id %d; are"
                                    + " they of one model?")
                            .formatted(token.content(), token.id(), id));
        }
        if (id < vocabulary.size() && !vocabulary.piece(id).equals(token.content())) {
            throw new TokenizerException(
                    ("The added token \"%s\" has id %d, which is \"%s\" in the vocabulary; are they"
                                    + " of one model?")
                            .formatted(token.content(), id, vocabulary.piece(id)));
        }
    }

    private static String normalized(AddedToken token, Normalization normalization) {
        NormalizedText text = new NormalizedText();
        new TextNormalizer(normalization, text)
                .normalize(token.content(), 0, token.content().length());
        if (text.isEmpty()) {
            throw new TokenizerException(
                    ("Nothing is left of the added token \"%s\" when it is normalised; set"
                                    + " normalized to false.")
                            .formatted(token.content()));
        }
        return text.toString();
    }
}
