package dev.distil4j.tokenizer;

/**
 * The way of one text, or of the words of one text, to tokens; see the package's picture. Serves
 * one encoding, or one whole text after the other.
 */
final class Pipeline {
    private final AddedTokenFinder finder;
    private final NeverSplit neverSplit;
    private final WordPiece wordPiece;
    private final TokenBuffer tokens;
    private final TextNormalizer normalizer;
    private final Word word;
    private final TextParts parts = new TextParts();

    /** Whether the caller has cut the text into words, whose numbers then are the tokens'. */
    private boolean hasGivenWords;

    Pipeline(
            AddedTokens addedTokens,
            NeverSplit neverSplit,
            Normalization normalization,
            WordPiece wordPiece,
            TokenBuffer tokens) {
        finder = addedTokens.inText();
        this.neverSplit = neverSplit;
        this.wordPiece = wordPiece;
        this.tokens = tokens;
        word = new Word(wordPiece.maxWordLength());
        CodePointStage words = new PreTokenizer(word, this::word);
        AddedTokenFinder normalized = addedTokens.inNormalizedText();
        CodePointStage tokensAndWords =
                normalized.isEmpty()
                        ? words
                        : new NormalizedTokenStage(normalized, words, this::token);
        normalizer =
                neverSplit.isEmpty()
                        ? new TextNormalizer(normalization, tokensAndWords)
                        : new TextNormalizer(
                                normalization.keepingAccentsAndCase(),
                                new NeverSplitStage(
                                        neverSplit, normalization, tokensAndWords, this::token));
    }

    /** Adds the tokens of a text. */
    void text(String text) {
        parts.text = text;
        finder.split(text, parts);
        parts.text = "";
    }

    /** The tokens of a whole text alone, until the next. */
    TokenBuffer only(String text) {
        tokens.clear();
        text(text);
        return tokens;
    }

    /** Adds the tokens of a word of the caller's, all under one number. */
    void givenWord(String text) {
        hasGivenWords = true;
        tokens.beginWord();
        text(text);
    }

    private void word(Word word) {
        boolean isSought = !neverSplit.isEmpty() && !word.isTooLong();
        int id = isSought ? neverSplit.normalized(word.toString()) : Trie.NONE;
        if (id == Trie.NONE) {
            beginWord();
            wordPiece.tokenize(word, tokens);
        } else {
            token(id, word.start(0), word.end());
        }
    }

    private void token(int id, int start, int end) {
        beginWord();
        tokens.add(id, start, end);
    }

    private void beginWord() {
        if (!hasGivenWords) {
            tokens.beginWord();
        }
    }

    /** The parts of one text, each to its stage. */
    private final class TextParts implements AddedTokenFinder.Parts {
        private String text = "";

        @Override
        public void text(int from, int to) {
            normalizer.normalize(text, from, to);
        }

        @Override
        public void token(int id, int from, int to) {
            Pipeline.this.token(id, from, to);
        }
    }
}
