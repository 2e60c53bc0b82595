package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Words to pieces, over the toy vocabulary of BERT's own tests. */
class WordPieceTest {
    private static final int UNK = 0;
    private static final WordPiece WORD_PIECE =
            new WordPiece(
                    new Vocabulary(
                            List.of(
                                    "[UNK]", "[CLS]", "[SEP]", "want", "##want", "##ed", "wa", "un",
                                    "runn", "##ing", "a", "##a", "𝟘", "##𝟘")),
                    "##",
                    100,
                    UNK);

    @Test
    void longestPieceWins() {
        assertThat(ids("unwanted")).containsExactly(7, 4, 5);
        assertThat(ids("running")).containsExactly(8, 9);
    }

    @Test
    void aWordThatDoesNotComeOutWholeIsUnknown() {
        assertThat(ids("unwantedX")).containsExactly(UNK);
        assertThat(ids("Xun")).containsExactly(UNK);
    }

    @Test
    void aStartIsNoContinuationAndTheOtherWayRound() {
        assertThat(ids("unun")).containsExactly(UNK);
        assertThat(ids("ing")).containsExactly(UNK);
    }

    @Test
    void aHundredCodePointsAreAWordAndOneMoreIsUnknown() {
        assertThat(ids("a".repeat(100))).hasSize(100).startsWith(10, 11).endsWith(11);
        assertThat(ids("a".repeat(101))).containsExactly(UNK);
        assertThat(ids("𝟘".repeat(100))).hasSize(100).startsWith(12, 13);
        assertThat(ids("𝟘".repeat(101))).containsExactly(UNK);
    }

    @Test
    void withoutContinuationsInTheVocabularyOnlyWholeWordsAreKnown() {
        WordPiece wholeWords =
                new WordPiece(new Vocabulary(List.of("[UNK]", "un", "want")), "##", 100, UNK);
        TokenBuffer tokens = new TokenBuffer(9);
        wholeWords.tokenize(word("un"), tokens);
        wholeWords.tokenize(word("unwant"), tokens);
        assertThat(ids(tokens)).containsExactly(1, UNK);
    }

    private static int[] ids(String word) {
        TokenBuffer tokens = new TokenBuffer(Integer.MAX_VALUE);
        WORD_PIECE.tokenize(word(word), tokens);
        return ids(tokens);
    }

    private static int[] ids(TokenBuffer tokens) {
        int length = (int) tokens.count();
        Encoding encoding = Encoding.ofLength(length, length);
        tokens.copyTo(encoding, 0, new Range(0, length));
        return encoding.ids();
    }

    private static Word word(String text) {
        Word word = new Word(100);
        text.codePoints().forEach(c -> word.append(c, 0, 1));
        return word;
    }
}
