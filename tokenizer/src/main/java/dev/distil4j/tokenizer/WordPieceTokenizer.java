package dev.distil4j.tokenizer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Turns text into the ids of BERT's WordPiece vocabulary, as Hugging Face's fast tokenizer does.
 * Immutable and thread-safe; made for long life, since its vocabulary is indexed when it is built.
 *
 * {@snippet :
 * var tokenizer = WordPieceTokenizer.builder(vocabulary).maxLength(512).build();
 * Encoding encoding = tokenizer.encode("A gripping, funny film");
 *
 * var options = tokenizer.options().truncation(Truncation.ONLY_SECOND).maxLength(384).stride(128);
 * List<Encoding> windows = tokenizer.windows(TokenizerInput.of(question, article), options);
 * }
 */
public final class WordPieceTokenizer {
    private final Vocabulary vocabulary;
    private final SpecialTokens specialTokens;
    private final Normalization normalization;
    private final EncodingOptions options;
    private final CleanUp cleanUp;

    private final AddedTokens addedTokens;
    private final NeverSplit neverSplit;
    private final WordPiece wordPiece;
    private final Template template;
    private final Fitting fitting;
    private final Decoder decoder;

    private WordPieceTokenizer(Builder builder) {
        vocabulary = builder.vocabulary;
        specialTokens = builder.specialTokens;
        normalization = builder.normalization;
        options = new EncodingOptions(builder.maxLength, builder.truncation, 0, true);
        cleanUp = builder.cleanUp;
        addedTokens =
                new AddedTokens(builder.addedTokens, specialTokens, vocabulary, normalization);
        int unk = vocabulary.specialId(specialTokens.unk());
        neverSplit = new NeverSplit(builder.neverSplit, vocabulary, unk, normalization);
        wordPiece =
                new WordPiece(
                        vocabulary,
                        builder.continuingSubwordPrefix,
                        builder.maxInputCharsPerWord,
                        unk);
        template = new Template(idOf(specialTokens.cls()), idOf(specialTokens.sep()));
        fitting = new Fitting(template, options);
        decoder = new Decoder(vocabulary, addedTokens, builder.continuingSubwordPrefix);
    }

    private int idOf(String special) {
        return addedTokens.id(special).orElseGet(() -> vocabulary.specialId(special));
    }

    /** A builder of a tokenizer with this vocabulary, otherwise set as for an uncased BERT. */
    public static Builder builder(Vocabulary vocabulary) {
        return new Builder(vocabulary);
    }

    /** The vocabulary that ids refer to. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** The special tokens; a vocabulary may lack those of padding and of masks. */
    public SpecialTokens specialTokens() {
        return specialTokens;
    }

    /** What begins a piece that continues a word; may be empty. */
    public String continuingSubwordPrefix() {
        return decoder.prefix();
    }

    /** The id of a piece or an added token, written exactly so, if there is one. */
    public OptionalInt id(String token) {
        OptionalInt added = addedTokens.id(token);
        return added.isPresent() ? added : vocabulary.id(token);
    }

    /** The piece or added token with this id, if there is one. */
    public Optional<String> token(int id) {
        return decoder.token(id);
    }

    /** How texts are normalised. */
    public Normalization normalization() {
        return normalization;
    }

    /** What happens to a text that is too long, unless a call says otherwise. */
    public Truncation truncation() {
        return options.truncation();
    }

    /** How many tokens an encoding has at most, unless a call says otherwise. */
    public int maxLength() {
        return options.maxLength();
    }

    /** Which spaces decoding takes out, where one leaves that to the tokenizer. */
    public CleanUp cleanUp() {
        return cleanUp;
    }

    /** What applies to a call that brings no options, and a start for those that do. */
    public EncodingOptions options() {
        return options;
    }

    /**
     * Encodes a text. A lone surrogate counts as U+FFFD, which is no text.
     *
     * @throws InputTooLongException if it has too many tokens and they may not be dropped
     */
    public Encoding encode(String text) {
        return encode(TokenizerInput.of(text), options);
    }

    /**
     * Encodes a pair of texts; offsets and word numbers refer to the text that a token comes from.
     *
     * @throws InputTooLongException if they have too many tokens together and these may not be
     *     dropped
     */
    public Encoding encode(String text, String pair) {
        return encode(TokenizerInput.of(text, pair), options);
    }

    /**
     * Encodes an input.
     *
     * @throws InputTooLongException if it has too many tokens and they may not be dropped
     * @throws TokenizerException if the maximal length leaves no room for the special tokens
     */
    public Encoding encode(TokenizerInput input, EncodingOptions options) {
        return new Fitting(template, options).encoding(tokenize(input, options.maxLength()));
    }

    /**
     * Encodes an input whole, if need be in several encodings ({@code return_overflowing_tokens}):
     * the first is that of {@link #encode(TokenizerInput, EncodingOptions)}, each further one goes
     * on where another ended, less the stride.
     *
     * @throws InputTooLongException if one encoding is not enough and tokens may not be dropped
     * @throws TokenizerException if length and stride leave no room for new text in a window
     */
    public List<Encoding> windows(TokenizerInput input, EncodingOptions options) {
        return new Fitting(template, options).windows(tokenize(input, Integer.MAX_VALUE));
    }

    /**
     * Encodes many inputs, in portions that the executor may run at the same time. It must not be
     * one that waits for the calling thread.
     *
     * @return the encodings in the order of the inputs
     * @throws InputTooLongException if one has too many tokens and they may not be dropped
     */
    public List<Encoding> encodeAll(
            List<TokenizerInput> inputs, EncodingOptions options, Executor executor) {
        return new ParallelEncoder(this, options).encodeAll(List.copyOf(inputs), executor);
    }

    /**
     * Encodes many inputs over this many threads, which end with the call.
     *
     * @return the encodings in the order of the inputs
     * @throws InputTooLongException if one has too many tokens and they may not be dropped
     */
    public List<Encoding> encodeAll(
            List<TokenizerInput> inputs, EncodingOptions options, int threads) {
        if (threads < 1) {
            throw new TokenizerException(
                    "%d threads cannot encode anything; give 1 or more.".formatted(threads));
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            return encodeAll(inputs, options, executor);
        }
    }

    /** An empty store for the ids of texts, encoded by this tokenizer as its options say. */
    public IdSequences idSequences() {
        return new IdSequences(this);
    }

    /** Adds the beginning of an input, as much as the options allow. */
    void append(Tokens tokens, IdSequences target) {
        template.framed(tokens, fitting.share(tokens), target);
    }

    /** The way of texts to tokens, as many as the options allow. */
    Pipeline pipeline() {
        return pipeline(new TokenBuffer(options.maxLength()));
    }

    private Pipeline pipeline(TokenBuffer tokens) {
        return new Pipeline(addedTokens, neverSplit, normalization, wordPiece, tokens);
    }

    /** The pieces of an encoding, for display: {@code [CLS] a grip ##ping , funny film [SEP]}. */
    public List<String> tokens(Encoding encoding) {
        return Arrays.stream(encoding.ids()).mapToObj(decoder::piece).toList();
    }

    /**
     * Turns ids back into text, as far as that goes: what normalisation took is gone.
     *
     * @throws TokenizerException if there is no such id
     */
    public String decode(int[] ids, Decoding how) {
        return decoder.decode(ids, how);
    }

    /**
     * Joins pieces, or words, to a text ({@code convert_tokens_to_string}): with spaces between
     * them, except before one that continues a word, which loses its prefix unless it is the first.
     */
    public String join(List<String> pieces, CleanUp cleanUp) {
        return decoder.join(pieces, cleanUp);
    }

    private Tokens tokenize(TokenizerInput input, int limit) {
        return new Tokens(
                tokenize(input.first(), input.isSplitIntoWords(), limit),
                tokenize(input.second(), input.isSplitIntoWords(), limit),
                input.isPair());
    }

    private TokenBuffer tokenize(List<String> texts, boolean areWords, int limit) {
        TokenBuffer tokens = new TokenBuffer(limit);
        if (!texts.isEmpty()) {
            Pipeline pipeline = pipeline(tokens);
            texts.forEach(areWords ? pipeline::givenWord : pipeline::text);
        }
        return tokens;
    }

    /** Collects the settings of a {@link WordPieceTokenizer}. */
    public static final class Builder {
        private final Vocabulary vocabulary;
        private SpecialTokens specialTokens = SpecialTokens.BERT;
        private List<AddedToken> addedTokens = List.of();
        private List<String> neverSplit = List.of();
        private Normalization normalization = Normalization.UNCASED;
        private Truncation truncation = Truncation.ERROR;
        private int maxLength = 512;
        private String continuingSubwordPrefix = "##";
        private int maxInputCharsPerWord = 100;
        private CleanUp cleanUp = CleanUp.PIECES;

        private Builder(Vocabulary vocabulary) {
            this.vocabulary = vocabulary;
        }

        /** Sets the special tokens; {@link SpecialTokens#BERT} unless set. */
        public Builder specialTokens(SpecialTokens specialTokens) {
            this.specialTokens = specialTokens;
            return this;
        }

        /**
         * Sets the added tokens; none unless set. A special token that is not among them is found
         * as it is written.
         */
        public Builder addedTokens(List<AddedToken> addedTokens) {
            this.addedTokens = List.copyOf(addedTokens);
            return this;
        }

        /**
         * Sets words that are one token each ({@code never_split}), an unknown one if the
         * vocabulary lacks it; none unless set. They are found as Python's slow tokenizer does:
         * between white space, lower-cased where the tokenizer does that, with their accents or
         * without; and between punctuation when normalised.
         */
        public Builder neverSplit(List<String> neverSplit) {
            this.neverSplit = List.copyOf(neverSplit);
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

        /** Sets what begins a piece that continues a word; {@code ##} unless set. */
        public Builder continuingSubwordPrefix(String continuingSubwordPrefix) {
            this.continuingSubwordPrefix = continuingSubwordPrefix;
            return this;
        }

        /**
         * Sets how many code points a normalised word may have before it is unknown; 100 unless
         * set.
         *
         * @throws TokenizerException if that is less than 1
         */
        public Builder maxInputCharsPerWord(int maxInputCharsPerWord) {
            if (maxInputCharsPerWord < 1) {
                throw new TokenizerException(
                        "Words of at most %d characters are none; give at least 1."
                                .formatted(maxInputCharsPerWord));
            }
            this.maxInputCharsPerWord = maxInputCharsPerWord;
            return this;
        }

        /**
         * Sets which spaces decoding takes out, where one leaves that to the tokenizer; {@link
         * CleanUp#PIECES} unless set.
         */
        public Builder cleanUp(CleanUp cleanUp) {
            this.cleanUp = cleanUp;
            return this;
        }

        /**
         * Builds the tokenizer.
         *
         * @throws TokenizerException if the vocabulary lacks a special token, or an added token
         *     does not fit it
         */
        public WordPieceTokenizer build() {
            return new WordPieceTokenizer(this);
        }
    }
}
