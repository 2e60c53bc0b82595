package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one call may ask for: lengths, windows, frames, given words, threads, and the way back. */
class OptionsTest {
    private static final WordPieceTokenizer TOKENIZER =
            WordPieceTokenizer.builder(
                            new Vocabulary(
                                    List.of(
                                            "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "a", "b",
                                            "c", "d", "e", "f", "##g", ".", "'", "s")))
                    .build();
    private static final TokenizerInput SIX = TokenizerInput.of("a b c d e f");

    @Test
    void windowsOverlapByTheStride() {
        assertThat(windows(SIX, options(5, Truncation.LONGEST_FIRST, 1)))
                .containsExactly("[CLS] a b c [SEP]", "[CLS] c d e [SEP]", "[CLS] e f [SEP]");
        assertThat(windows(SIX, options(8, Truncation.ERROR, 0)))
                .containsExactly("[CLS] a b c d e f [SEP]");
    }

    @Test
    void windowsOfAPairFollowTheStrategy() {
        TokenizerInput pair = TokenizerInput.of("a b", "c d e f");
        assertThat(windows(pair, options(7, Truncation.ONLY_SECOND, 1)))
                .containsExactly(
                        "[CLS] a b [SEP] c d [SEP]",
                        "[CLS] a b [SEP] d e [SEP]",
                        "[CLS] a b [SEP] e f [SEP]");
        assertThat(windows(pair, options(8, Truncation.ONLY_FIRST, 0)))
                .containsExactly("[CLS] a [SEP] c d e f [SEP]", "[CLS] b [SEP] c d e f [SEP]");
        assertThat(
                        windows(
                                TokenizerInput.of("a b c", "d e f"),
                                options(7, Truncation.LONGEST_FIRST, 1)))
                .containsExactly(
                        "[CLS] a b [SEP] d e [SEP]",
                        "[CLS] b c [SEP] d e [SEP]",
                        "[CLS] b c [SEP] e f [SEP]",
                        "[CLS] a b [SEP] e f [SEP]");
    }

    @Test
    void anEncodingTellsWhatItLacks() {
        Encoding cut = TOKENIZER.encode(SIX, options(5, Truncation.ONLY_FIRST, 0));
        assertThat(cut.isTruncated()).isTrue();
        assertThat(cut.fullLength()).isEqualTo(8);
        assertThat(TOKENIZER.encode("a b").isTruncated()).isFalse();
    }

    @Test
    void whatCannotBeIsRefusedInASentence() {
        refused(() -> options(0, Truncation.ERROR, 0), "A maximal length of 0 leaves no room");
        refused(
                () -> options(5, Truncation.ERROR, 5),
                "A stride of 5 does not fit a maximal length of 5; give 0 to 4.");
        refused(() -> options(5, Truncation.ERROR, -1), "A stride of -1");
        refused(
                () -> TOKENIZER.windows(SIX, options(5, Truncation.LONGEST_FIRST, 3)),
                "A stride of 3 does not fit windows with room for 3 tokens of text; give 0 to 2.");
        refused(
                () -> TOKENIZER.windows(SIX, options(2, Truncation.LONGEST_FIRST, 0)),
                "Windows of 2 tokens with a stride of 0 leave 0 for a text of 6");
        TokenizerInput pair = TokenizerInput.of("a b c", "d e f");
        refused(
                () -> TOKENIZER.windows(pair, options(7, Truncation.ONLY_SECOND, 2)),
                "Windows of 7 tokens with a stride of 2 leave 1 for a text of 3");
        refused(
                () -> TOKENIZER.encode(pair, options(6, Truncation.ONLY_SECOND, 0)),
                "and the first alone leaves no room for the second: shorten them");
        refused(
                () -> TOKENIZER.encode(pair, options(6, Truncation.ONLY_FIRST, 0)),
                "and the second alone leaves no room for the first: shorten them");
        refused(
                () -> TOKENIZER.encode(SIX, options(6, Truncation.ONLY_SECOND, 0)),
                "and there is no second text to cut: shorten it");
        refused(
                () -> TOKENIZER.encode(pair, options(2, Truncation.LONGEST_FIRST, 0)),
                "A maximal length of 2 leaves no room for the special tokens of a pair; give at"
                        + " least 3.");
        int noThreads = 0;
        refused(
                () -> TOKENIZER.encodeAll(List.of(SIX), TOKENIZER.options(), noThreads),
                "0 threads cannot encode anything");
    }

    @Test
    void withoutSpecialTokensThereIsNoFrame() {
        EncodingOptions bare = TOKENIZER.options().addSpecialTokens(false);
        Encoding encoding = TOKENIZER.encode(TokenizerInput.of("a [SEP]", "b"), bare);
        assertThat(TOKENIZER.tokens(encoding)).containsExactly("a", "[SEP]", "b");
        assertThat(encoding.typeIds()).containsExactly(0, 0, 1);
        assertThat(encoding.specialTokensMask()).containsExactly(0, 0, 0);
        assertThat(TOKENIZER.encode("a [SEP]").specialTokensMask()).containsExactly(1, 0, 0, 1);
        refused(
                () -> TOKENIZER.encode(SIX, bare.maxLength(5)),
                "The text is 6 tokens long, but the model takes at most 5:");
    }

    @Test
    void givenWordsKeepTheirNumbersAndOffsetsOfTheirOwn() {
        TokenizerInput input =
                TokenizerInput.ofWords(List.of("ag.", "", "\ud83d\ude00 b"), List.of("c", "dg"));
        Encoding encoding = TOKENIZER.encode(input, TOKENIZER.options());
        assertThat(TOKENIZER.tokens(encoding))
                .containsExactly(
                        "[CLS]", "a", "##g", ".", "[UNK]", "b", "[SEP]", "c", "d", "##g", "[SEP]");
        assertThat(encoding.words()).containsExactly(-1, 0, 0, 0, 2, 2, -1, 0, 1, 1, -1);
        assertThat(encoding.starts()).containsExactly(0, 0, 1, 2, 0, 3, 0, 0, 0, 1, 0);
        assertThat(encoding.inCodePoints(input).starts())
                .containsExactly(0, 0, 1, 2, 0, 2, 0, 0, 0, 1, 0);
        assertThat(encoding.inCodePoints(input).ends())
                .containsExactly(0, 1, 2, 3, 1, 3, 0, 1, 1, 2, 0);
    }

    @Test
    void manyInputsKeepTheirOrderOverThreads() {
        List<TokenizerInput> inputs =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> TokenizerInput.of("a ".repeat(i % 300)))
                        .toList();
        List<Encoding> encodings = TOKENIZER.encodeAll(inputs, TOKENIZER.options(), 3);
        assertThat(encodings)
                .extracting(Encoding::length)
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> i % 300 + 2).toList());
        assertThat(TOKENIZER.encodeAll(inputs, TOKENIZER.options(), Runnable::run))
                .isEqualTo(encodings);
    }

    @Test
    void theFirstInputThatIsTooLongIsTheRefusal() {
        List<TokenizerInput> inputs =
                IntStream.range(0, 500).mapToObj(i -> TokenizerInput.of("a ".repeat(i))).toList();
        assertThatThrownBy(() -> TOKENIZER.encodeAll(inputs, TOKENIZER.options().maxLength(100), 2))
                .isInstanceOf(InputTooLongException.class)
                .hasMessageStartingWith("The text is 101 tokens long");
        assertThatThrownBy(
                        () ->
                                TOKENIZER.encodeAll(
                                        inputs,
                                        TOKENIZER.options(),
                                        _ -> {
                                            throw new RejectedExecutionException("full");
                                        }))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void decodingJoinsPiecesAndCleansUpAsAsked() {
        int[] ids = TOKENIZER.encode("ag's b.").ids();
        assertThat(TOKENIZER.decode(ids, new Decoding(false, CleanUp.NONE)))
                .isEqualTo("[CLS] ag ' s b . [SEP]");
        assertThat(TOKENIZER.decode(ids, Decoding.ALL)).isEqualTo("[CLS] ag ' s b. [SEP]");
        assertThat(TOKENIZER.decode(ids, Decoding.TEXT)).isEqualTo("ag ' s b.");
        assertThat(TOKENIZER.decode(ids, new Decoding(true, CleanUp.TEXT))).isEqualTo("ag's b.");
        refused(
                () -> TOKENIZER.decode(new int[] {15}, Decoding.ALL),
                "There is no piece with id 15; the vocabulary has ids 0 to 14.");
    }

    @Test
    void piecesAndAddedTokensHaveIdsAsTheyAreWritten() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(TOKENIZER.vocabulary())
                        .addedTokens(List.of(AddedToken.special("<new>", 15)))
                        .build();
        assertThat(tokenizer.id("a")).hasValue(tokenizer.encode("a").ids()[1]);
        assertThat(tokenizer.id("[MASK]")).isEqualTo(TOKENIZER.vocabulary().id("[MASK]"));
        assertThat(tokenizer.id("<new>")).hasValue(15);
        assertThat(tokenizer.id("A")).isEmpty();
        assertThat(tokenizer.token(15)).contains("<new>");
        assertThat(tokenizer.token(tokenizer.id("a").orElseThrow())).contains("a");
        assertThat(tokenizer.token(16)).isEmpty();
        assertThat(tokenizer.token(-1)).isEmpty();
    }

    @Test
    void theTokenizerRemembersHowToCleanUp() {
        assertThat(TOKENIZER.cleanUp()).isEqualTo(CleanUp.PIECES);
        assertThat(
                        WordPieceTokenizer.builder(TOKENIZER.vocabulary())
                                .cleanUp(CleanUp.TEXT)
                                .build()
                                .cleanUp())
                .isEqualTo(CleanUp.TEXT);
    }

    @Test
    void aTokenizersModelMayHaveAnotherPrefixAndShorterWords() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(
                                new Vocabulary(
                                        List.of(
                                                "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "a",
                                                "@b")))
                        .continuingSubwordPrefix("@")
                        .maxInputCharsPerWord(3)
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("abb abbb")))
                .containsExactly("[CLS]", "a", "@b", "@b", "[UNK]", "[SEP]");
        assertThat(tokenizer.decode(new int[] {5, 6}, Decoding.ALL)).isEqualTo("ab");
        refused(
                () -> WordPieceTokenizer.builder(tokenizer.vocabulary()).maxInputCharsPerWord(0),
                "at most 0 characters");
    }

    @Test
    void textThatIsNotCleanedKeepsItsControls() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(TOKENIZER.vocabulary())
                        .normalization(new Normalization(true, null, true, false))
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("A\u0085b c\u0001 \ud83e \ufffd")))
                .containsExactly("[CLS]", "a", "b", "[UNK]", "[UNK]", "[UNK]", "[SEP]");
    }

    private static EncodingOptions options(int maxLength, Truncation truncation, int stride) {
        return new EncodingOptions(maxLength, truncation, stride, true);
    }

    private static List<String> windows(TokenizerInput input, EncodingOptions options) {
        return TOKENIZER.windows(input, options).stream()
                .map(window -> TOKENIZER.tokens(window).stream().collect(Collectors.joining(" ")))
                .toList();
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining(message);
    }
}
