package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Turns text into the ids of BERT's WordPiece vocabulary, as Hugging Face's fast tokenizer does.
 * Immutable and thread-safe; made for long life, since its vocabulary is indexed when it is built.
 *
 * {@snippet :
 * var tokenizer = WordPieceTokenizer.builder(vocabulary).maxLength(512).build();
 * Encoding encoding = tokenizer.encode("A gripping, funny film");
 * }
 */
public final class WordPieceTokenizer {
    private final Vocabulary vocabulary;
    private final SpecialTokens specialTokens;
    private final Normalization normalization;
    private final Truncation truncation;
    private final int maxLength;

    private final SpecialTokenFinder finder;
    private final WordPiece wordPiece;
    private final Template template;

    private WordPieceTokenizer(Builder builder) {
        vocabulary = builder.vocabulary;
        specialTokens = builder.specialTokens;
        normalization = builder.normalization;
        truncation = builder.truncation;
        maxLength = builder.maxLength;
        finder = new SpecialTokenFinder(specialTokens, vocabulary);
        wordPiece = new WordPiece(vocabulary, vocabulary.specialId(specialTokens.unk()));
        template =
                new Template(
                        vocabulary.specialId(specialTokens.cls()),
                        vocabulary.specialId(specialTokens.sep()));
    }

    /** A builder of a tokenizer with this vocabulary, otherwise set as for an uncased BERT. */
    public static Builder builder(Vocabulary vocabulary) {
        return new Builder(vocabulary);
    }

    /** The vocabulary that ids refer to. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The special tokens; each is in the vocabulary. */
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    /** How texts are normalised. */
    public Normalization normalization() {
        return normalization;
    }

    /** What happens to a text that is too long. */
    public Truncation truncation() {
        return truncation;
    }

    /** How many tokens an encoding has at most. */
    public int maxLength() {
        return maxLength;
    }

    /**
     * Encodes a text. A lone surrogate counts as U+FFFD, which is no text.
     *
     * @throws InputTooLongException if it has too many tokens and they may not be dropped
     */
    public Encoding encode(String text) {
        return fit(tokenize(text), null);
    }

    /**
     * Encodes a pair of texts; offsets and word numbers refer to the text that a token comes from.
     *
     * @throws InputTooLongException if they have too many tokens together and these may not be
     *     dropped
     */
    public Encoding encode(String text, String pair) {
        return fit(tokenize(text), tokenize(pair));
    }

    /** The pieces of an encoding, for display: {@code [CLS] a grip ##ping , funny film [SEP]}. */
    public List<String> tokens(Encoding encoding) {
        return Arrays.stream(encoding.ids()).mapToObj(vocabulary::piece).toList();
    }

    private TokenBuffer tokenize(String text) {
        TokenBuffer tokens = new TokenBuffer(maxLength);
        TextNormalizer normalizer =
                new TextNormalizer(
                        normalization, new PreTokenizer(word -> wordPiece.tokenize(word, tokens)));
        int from = 0;
        for (var special = finder.next(text, 0);
                special != null;
                special = finder.next(text, from)) {
            normalizer.normalize(text, from, special.start());
            tokens.beginWord();
            tokens.add(special.id(), special.start(), special.end());
            from = special.end();
        }
        normalizer.normalize(text, from, text.length());
        return tokens;
    }

    private Encoding fit(TokenBuffer text, @Nullable TokenBuffer pair) {
        int added = Template.added(pair != null);
        long pairLength = pair == null ? 0 : pair.count();
        long length = text.count() + pairLength + added;
        if (length > maxLength && truncation == Truncation.ERROR) {
            throw new InputTooLongException(length, maxLength, pair != null);
        }
        int room = maxLength - added;
        if (pair == null) {
            return template.frame(text, (int) Math.min(text.count(), room), null, 0);
        }
        LongestFirst kept = LongestFirst.of(text.count(), pairLength, room);
        return template.frame(text, kept.first(), pair, kept.second());
    }

    /** Collects the settings of a {@link WordPieceTokenizer}. */
    public static final class Builder {
        private final Vocabulary vocabulary;
        private SpecialTokens specialTokens = SpecialTokens.BERT;
        private Normalization normalization = Normalization.UNCASED;
        private Truncation truncation = Truncation.ERROR;
        private int maxLength = 512;

        private Builder(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        /** Sets the special tokens; {@link SpecialTokens#BERT} unless set. */
        public Builder specialTokens(SpecialTokens specialTokens) {
            this.specialTokens = specialTokens;
            return this;
        }

        /** Sets the normalisation; {@link Normalization#UNCASED} unless set. */
        public Builder normalization(Normalization normalization) {
            this.normalization = normalization;
            return this;
        }

        /** Sets what happens to a text that is too long; {@link Truncation#ERROR} unless set. */
        public Builder truncation(Truncation truncation) {
            this.truncation = truncation;
            return this;
        }

        /**
         * Sets how many tokens an encoding has at most ({@code model_max_length}), special tokens
         * included; 512 unless set.
         *
         * @throws TokenizerException if that is less than 3, the special tokens of a pair
         */
        public Builder maxLength(int maxLength) {
            if (maxLength < Template.MAX_ADDED) {
                throw new TokenizerException(
                        ("A maximal length of %d leaves no room for the special tokens of a"
                                        + " pair; give at least %d.")
                                .formatted(maxLength, Template.MAX_ADDED));
            }
            this.maxLength = maxLength;
            return this;
        }

        /**
         * Builds the tokenizer.
         *
         * @throws TokenizerException if the vocabulary lacks a special token
         */
        public WordPieceTokenizer build() {
            return new WordPieceTokenizer(this);
        }
    }
}
