package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Words that are never split, each case as transformers' {@code BertTokenizer} has it. */
class NeverSplitTest {
    private static final Vocabulary VOCABULARY =
            new Vocabulary(
                    List.of(
                            "[UNK]",
                            "[CLS]",
                            "[SEP]",
                            "[PAD]",
                            "[MASK]",
                            "Mr.",
                            "mr.",
                            "mr",
                            ".",
                            "x",
                            "caf\u00e9.",
                            "cafe",
                            "do",
                            "##gs",
                            "\u4e2d",
                            ","));

    @Test
    void aWordStaysWholeBetweenWhiteSpace() {
        assertThat(uncased("Mr. mr.x x\tMR.[MASK]m\u00adr.\u4e2dmr.", "mr."))
                .containsExactly(
                        "mr.", "mr", ".", "x", "x", "mr.", "[MASK]", "mr.", "\u4e2d", "mr.");
    }

    @Test
    void textIsLowerCasedBeforeItIsCompared() {
        assertThat(uncased("Mr. mr.", "Mr.")).containsExactly("mr", ".", "mr", ".");
        assertThat(cased("Mr. mr.", "Mr.")).containsExactly("Mr.", "mr", ".");
    }

    @Test
    void accentsMayStayOrGo() {
        assertThat(uncased("CAF\u00c9. cafe\u0301.", "caf\u00e9."))
                .containsExactly("caf\u00e9.", "caf\u00e9.");
        assertThat(uncased("caf\u00e9. caf\u00e9", "cafe.", "cafe"))
                .containsExactly("[UNK]", "cafe");
    }

    @Test
    void aWordIsNotCutIntoPiecesEvenBetweenPunctuation() {
        assertThat(uncased("dogs,dogs x")).containsExactly("do", "##gs", ",", "do", "##gs", "x");
        assertThat(uncased("dogs,dogs x", "dogs")).containsExactly("[UNK]", ",", "[UNK]", "x");
    }

    @Test
    void aWordHasThePlaceOfWhatItComesFrom() {
        Encoding encoding = tokenizer(Normalization.UNCASED, "mr.").encode("x  M\u00adr. x.");
        assertThat(encoding.starts()).containsExactly(0, 0, 3, 8, 9, 0);
        assertThat(encoding.ends()).containsExactly(0, 1, 7, 9, 10, 0);
        assertThat(encoding.words()).containsExactly(-1, 0, 1, 2, 3, -1);
    }

    @Test
    void aWordThatCannotBeFoundIsRefused() {
        for (String word : List.of("New York", "")) {
            assertThatThrownBy(() -> tokenizer(Normalization.UNCASED, word))
                    .isInstanceOf(TokenizerException.class)
                    .hasMessageContaining("\"" + word + "\" is empty or has white space");
        }
    }

    @Test
    void textWithoutSuchWordsIsEncodedAsEver() {
        Vocabulary vocabulary = new Vocabulary(Golden.load("golden.tsv").pieces());
        AddedToken added =
                new AddedToken("New York", vocabulary.size(), false, false, false, true, false);
        AdversarialText texts = new AdversarialText(20_261_122);
        for (int i = 0; i < 4_000; i++) {
            WordPieceTokenizer.Builder builder =
                    WordPieceTokenizer.builder(vocabulary)
                            .normalization(
                                    new Normalization(i % 2 == 0, i % 3 == 0, i % 5 > 0, i % 7 > 0))
                            .addedTokens(List.of(added))
                            .maxLength(Integer.MAX_VALUE);
            String text = texts.next();
            Encoding plain = builder.build().encode(text);
            assertThat(builder.neverSplit(List.of("q.q.q.")).build().encode(text))
                    .as("%s", text)
                    .isEqualTo(plain);
        }
    }

    private static List<String> uncased(String text, String... neverSplit) {
        return pieces(tokenizer(Normalization.UNCASED, neverSplit), text);
    }

    private static List<String> cased(String text, String... neverSplit) {
        return pieces(tokenizer(Normalization.CASED, neverSplit), text);
    }

    private static List<String> pieces(WordPieceTokenizer tokenizer, String text) {
        EncodingOptions bare = tokenizer.options().addSpecialTokens(false);
        return tokenizer.tokens(tokenizer.encode(TokenizerInput.of(text), bare));
    }

    private static WordPieceTokenizer tokenizer(Normalization normalization, String... neverSplit) {
        return WordPieceTokenizer.builder(VOCABULARY)
                .normalization(normalization)
                .neverSplit(List.of(neverSplit))
                .build();
    }
}
