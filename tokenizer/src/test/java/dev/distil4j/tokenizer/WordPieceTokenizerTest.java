package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

/** The whole way, over the larger toy vocabulary of BERT's own tests. */
class WordPieceTokenizerTest {
    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    List.of(
                            "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "want", "##want", "##ed",
                            "wa", "un", "runn", "##ing", ",", "low", "lowest"));
    private static final WordPieceTokenizer TOKENIZER =
            WordPieceTokenizer.builder(VOCABULARY).build();

    @Test
    void aTextIsFramedAndEveryColumnFollows() {
        Encoding encoding = TOKENIZER.encode("UNwant\u00e9d,running");
        assertThat(encoding)
                .isEqualTo(
                        new Encoding(
                                new int[] {1, 9, 6, 7, 12, 10, 11, 2},
                                new int[8],
                                new int[] {0, 0, 2, 6, 8, 9, 13, 0},
                                new int[] {0, 2, 6, 8, 9, 13, 16, 0},
                                new int[] {-1, 0, 0, 0, 1, 2, 2, -1}));
        assertThat(encoding.length()).isEqualTo(8);
        assertThat(TOKENIZER.tokens(encoding))
                .containsExactly("[CLS]", "un", "##want", "##ed", ",", "runn", "##ing", "[SEP]");
    }

    @Test
    void textThatVanishesLeavesTheFrame() {
        for (String text : List.of("", " \t\n", "\u00ad", "\u200e\u200f", "\ud83e")) {
            assertThat(TOKENIZER.encode(text).ids()).containsExactly(1, 2);
        }
    }

    @Test
    void thePairHasTypeOneAndOffsetsOfItsOwn() {
        assertThat(TOKENIZER.encode("low", " wa, un"))
                .isEqualTo(
                        new Encoding(
                                new int[] {1, 13, 2, 8, 12, 9, 2},
                                new int[] {0, 0, 0, 1, 1, 1, 1},
                                new int[] {0, 0, 0, 1, 3, 5, 0},
                                new int[] {0, 3, 0, 3, 4, 7, 0},
                                new int[] {-1, 0, -1, 0, 1, 2, -1}));
        assertThat(TOKENIZER.encode("low", "").ids()).containsExactly(1, 13, 2, 2);
    }

    @Test
    void specialTokensInTheTextAreWholeEvenWhenGlued() {
        Encoding encoding = TOKENIZER.encode("low[MASK]est [mask] [SEP][PAD]");
        assertThat(TOKENIZER.tokens(encoding))
                .containsExactly(
                        "[CLS]", "low", "[MASK]", "[UNK]", "[UNK]", "[UNK]", "[UNK]", "[SEP]",
                        "[PAD]", "[SEP]");
        assertThat(encoding.starts()).containsExactly(0, 0, 3, 9, 13, 14, 18, 20, 25, 0);
        assertThat(encoding.words()).containsExactly(-1, 0, 1, 2, 3, 4, 5, 6, 7, -1);
    }

    @Test
    void specialTokensMayHaveOtherNamesAndTheLongestIsFound() {
        Vocabulary vocabulary =
                new Vocabulary(List.of("<unk>", "<s>", "</s>", "<pad>", "é", "ém", "low"));
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(vocabulary)
                        .specialTokens(new SpecialTokens("<unk>", "<s>", "</s>", "é", "ém"))
                        .normalization(Normalization.CASED)
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("lowémé<pad>")))
                .containsExactly("<s>", "low", "ém", "é", "<unk>", "<unk>", "<unk>", "</s>");
    }

    @Test
    void aVocabularyWithoutASpecialTokenIsRefusedByItsName() {
        Vocabulary vocabulary = new Vocabulary(List.of("[UNK]", "[CLS]", "[MASK]", "[PAD]"));
        assertThatThrownBy(() -> WordPieceTokenizer.builder(vocabulary).build())
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        "The vocabulary of 4 pieces lacks the special token \"[SEP]\";"
                                + " is it the vocabulary of this model?");
    }

    @Test
    void aVocabularyNeedsNeitherPaddingNorMasks() {
        Vocabulary vocabulary = new Vocabulary(List.of("[UNK]", "[CLS]", "[SEP]", "mask"));
        var tokenizer = WordPieceTokenizer.builder(vocabulary).build();
        assertThat(tokenizer.encode("[MASK]").ids()).containsExactly(1, 0, 3, 0, 2);
    }

    @Test
    void aSpecialTokenMayStandBehindTheVocabulary() {
        Vocabulary vocabulary = new Vocabulary(List.of("[UNK]", "[CLS]", "film"));
        var tokenizer =
                WordPieceTokenizer.builder(vocabulary)
                        .addedTokens(List.of(AddedToken.special("[SEP]", 3)))
                        .build();
        assertThat(tokenizer.encode("film").ids()).containsExactly(1, 2, 3);
    }

    @Test
    void anEmptySpecialTokenIsRefused() {
        assertThatThrownBy(() -> new SpecialTokens("[UNK]", "", "[SEP]", "[PAD]", "[MASK]"))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("cls \"\"");
    }

    @Test
    void aTextThatIsTooLongIsRefusedWithBothLengths() {
        WordPieceTokenizer tokenizer = WordPieceTokenizer.builder(VOCABULARY).maxLength(5).build();
        assertThat(tokenizer.encode("un un un").length()).isEqualTo(5);
        InputTooLongException refusal =
                catchThrowableOfType(
                        InputTooLongException.class, () -> tokenizer.encode("un un un un"));
        assertThat(refusal)
                .hasMessage(
                        "The text is 6 tokens long, special tokens included, but the model takes at"
                                + " most 5: shorten it, or choose Truncation.LONGEST_FIRST.");
        assertThat(refusal.length()).isEqualTo(6);
        assertThat(refusal.maxLength()).isEqualTo(5);
        assertThatThrownBy(() -> tokenizer.encode("un un", "un"))
                .isInstanceOf(InputTooLongException.class)
                .hasMessageStartingWith("The two texts are 6 tokens long");
    }

    @Test
    void longestFirstKeepsTheBeginnings() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(VOCABULARY)
                        .maxLength(6)
                        .truncation(Truncation.LONGEST_FIRST)
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("un wa low running")))
                .containsExactly("[CLS]", "un", "wa", "low", "runn", "[SEP]");
        assertThat(tokenizer.tokens(tokenizer.encode("un wa low", "low lowest")))
                .containsExactly("[CLS]", "un", "wa", "[SEP]", "low", "[SEP]");
    }

    @Test
    void aTextOfTenMillionWordsIsCountedWithoutBeingKept() {
        String text = "un é ".repeat(5_000_000);
        InputTooLongException refusal =
                catchThrowableOfType(InputTooLongException.class, () -> TOKENIZER.encode(text));
        assertThat(refusal.length()).isEqualTo(10_000_002);
    }

    @Test
    void oneWordOfTenMillionCharactersIsOneUnknownToken() {
        assertThat(TOKENIZER.encode("e\u0301".repeat(5_000_000)))
                .isEqualTo(
                        new Encoding(
                                new int[] {1, 0, 2},
                                new int[3],
                                new int[3],
                                new int[] {0, 9_999_999, 0},
                                new int[] {-1, 0, -1}));
    }

    @Test
    void aLengthWithoutRoomForTheFrameIsRefused() {
        assertThatThrownBy(() -> WordPieceTokenizer.builder(VOCABULARY).maxLength(2))
                .isInstanceOf(TokenizerException.class)
                .hasMessage(
                        "A maximal length of 2 leaves no room for the special tokens of a pair;"
                                + " give at least 3.");
    }

    @Test
    void theSettingsCanBeRead() {
        assertThat(TOKENIZER.vocabulary()).isSameAs(VOCABULARY);
        assertThat(TOKENIZER.specialTokens()).isEqualTo(SpecialTokens.BERT);
        assertThat(TOKENIZER.normalization()).isEqualTo(Normalization.UNCASED);
        assertThat(TOKENIZER.truncation()).isEqualTo(Truncation.ERROR);
        assertThat(TOKENIZER.maxLength()).isEqualTo(512);
    }

    @Test
    void manyThreadsGetWhatOneGets() {
        List<String> texts =
                IntStream.range(0, 500)
                        .mapToObj(i -> "unwanted, ".repeat(i % 7) + "low\u00e9st [MASK] run" + i)
                        .toList();
        List<Encoding> alone = texts.stream().map(TOKENIZER::encode).toList();
        assertThat(texts.parallelStream().map(TOKENIZER::encode).toList()).isEqualTo(alone);
    }
}
