package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The vocabularies of the published checkpoints, and what is known of their ids. */
@Tag("data")
class PublishedVocabulariesTest {
    private static WordPieceTokenizer uncased;
    private static WordPieceTokenizer cased;

    @BeforeAll
    static void load() {
        uncased = WordPieceTokenizer.builder(Data.vocabulary("bert-base-uncased")).build();
        cased =
                WordPieceTokenizer.builder(Data.vocabulary("bert-base-cased"))
                        .normalization(Normalization.CASED)
                        .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I've been waiting for a HuggingFace course my whole life. | 101 1045 1005 2310"
                        + " 2042 3403 2005 1037 17662 12172 2607 2026 2878 2166 1012 102",
                "I hate this so much! | 101 1045 5223 2023 2061 2172 999 102",
                "Hello, my dog is cute | 101 7592 1010 2026 3899 2003 10140 102",
                "The capital of France is [MASK]. | 101 1996 3007 1997 2605 2003 103 1012 102",
                "I feel lucky to be here. | 101 1045 2514 5341 2000 2022 2182 1012 102",
                "This is great ! | 101 2023 2003 2307 999 102",
                "Birds are a type of animal | 101 5055 2024 1037 2828 1997 4111 102",
                "We are very happy to show you the \ud83e\udd17 Transformers library. | 101 2057"
                        + " 2024 2200 3407 2000 2265 2017 1996 100 19081 3075 1012 102",
            })
    void uncasedIds(String text, String ids) {
        assertThat(uncased.encode(text).ids()).containsExactly(numbers(ids));
    }

    @Test
    void bothUncasedVocabulariesAreTheSame() {
        assertThat(Data.vocabulary("distilbert-base-uncased").pieces())
                .isEqualTo(uncased.vocabulary().pieces());
    }

    @Test
    void anUncasedPairHasTypesAndOffsets() {
        Encoding encoding = uncased.encode("My name is John", "pair");
        assertThat(encoding.ids()).containsExactly(101, 2026, 2171, 2003, 2198, 102, 3940, 102);
        assertThat(encoding.typeIds()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(offsets(encoding)).isEqualTo("(0,0)(0,2)(3,7)(8,10)(11,15)(0,0)(0,4)(0,0)");
    }

    @Test
    void uncasedOffsetsOfASentenceWithAccentAndMask() {
        Encoding encoding = uncased.encode("A, naïve [MASK] AllenNLP sentence.");
        assertThat(String.join(" ", uncased.tokens(encoding)))
                .isEqualTo("[CLS] a , naive [MASK] allen ##nl ##p sentence . [SEP]");
        assertThat(offsets(encoding))
                .isEqualTo("(0,0)(0,1)(1,2)(3,8)(9,15)(16,21)(21,23)(23,24)(25,33)(33,34)(0,0)");
    }

    @Test
    void casedOffsetsOfASentenceWithAccentAndMask() {
        Encoding encoding = cased.encode("A, naïve [MASK] AllenNLP sentence.");
        assertThat(String.join(" ", cased.tokens(encoding)))
                .isEqualTo("[CLS] A , na ##ï ##ve [MASK] Allen ##NL ##P sentence . [SEP]");
        assertThat(offsets(encoding))
                .isEqualTo(
                        "(0,0)(0,1)(1,2)(3,5)(5,6)(6,8)(9,15)(16,21)(21,23)(23,24)(25,33)(33,34)"
                                + "(0,0)");
    }

    @Test
    void casedWordsOfASentence() {
        Encoding encoding =
                cased.encode("My name is Sylvain and I work at Hugging Face in Brooklyn.");
        assertThat(String.join(" ", cased.tokens(encoding)))
                .isEqualTo(
                        "[CLS] My name is S ##yl ##va ##in and I work at Hu ##gging Face in"
                                + " Brooklyn . [SEP]");
        assertThat(encoding.words())
                .containsExactly(-1, 0, 1, 2, 3, 3, 3, 3, 4, 5, 6, 7, 8, 8, 9, 10, 11, 12, -1);
    }

    @Test
    void casedIdsOfQuestionsAndSingleWords() {
        assertThat(cased.encode("Who was Jim Henson?", "Jim Henson was a nice puppet").ids())
                .containsExactly(
                        numbers(
                                "101 2627 1108 3104 1124 15703 136 102 3104 1124 15703 1108 170"
                                        + " 3505 16797 102"));
        assertThat(cased.encode("Where was HuggingFace founded ?").ids())
                .containsExactly(numbers("101 2777 1108 20164 10932 2271 7954 1771 136 102"));
        assertThat(cased.encode("seat capital beautiful wonderful").ids())
                .containsExactly(101, 1946, 2364, 2712, 7310, 102);
        assertThat(cased.encode("\ud83e\udd17").ids()).containsExactly(101, 100, 102);
    }

    @Test
    void withoutChinesePaddingChineseIsSplitIntoPieces() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(uncased.vocabulary())
                        .normalization(new Normalization(true, null, false))
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("的人有")))
                .containsExactly("[CLS]", "的", "##人", "##有", "[SEP]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower,null,chinese", "keep,null,chinese"})
    void everyColumnEqualsTheReference(String config) {
        Vocabulary vocabulary = (config.startsWith("lower") ? uncased : cased).vocabulary();
        List<Golden.Case> cases =
                Golden.load("golden-published.tsv").cases().stream()
                        .filter(c -> c.config().equals(config))
                        .toList();
        assertThat(cases).hasSizeGreaterThan(200);
        for (Golden.Case c : cases) {
            assertThat(c.encode(c.tokenizer(vocabulary).build()))
                    .as("%s", c)
                    .isEqualTo(c.expected());
        }
    }

    private static int[] numbers(String field) {
        return Arrays.stream(field.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static String offsets(Encoding encoding) {
        StringBuilder offsets = new StringBuilder();
        IntStream.range(0, encoding.length())
                .forEach(
                        i ->
                                offsets.append('(')
                                        .append(encoding.starts()[i])
                                        .append(',')
                                        .append(encoding.ends()[i])
                                        .append(')'));
        return offsets.toString();
    }
}
