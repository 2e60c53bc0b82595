package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Tokens that are found before a text is cut into words, with their flags. */
class AddedTokenTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(Golden.load("golden.tsv").pieces());
    private static final int NEW = VOCABULARY.size();

    @Test
    void aTokenBeyondTheVocabularyIsFoundAndShown() {
        WordPieceTokenizer tokenizer = tokenizer(token("<new>", false, false, false, false));
        Encoding encoding = tokenizer.encode("the<new>dog");
        assertThat(encoding.ids()[2]).isEqualTo(NEW);
        assertThat(tokenizer.tokens(encoding))
                .containsExactly("[CLS]", "the", "<new>", "dog", "[SEP]");
    }

    @Test
    void aSingleWordIsNotFoundInsideAnother() {
        WordPieceTokenizer tokenizer = tokenizer(token("dog", true, false, false, false));
        assertThat(tokenizer.encode("dog,the dog").words()).containsExactly(-1, 0, 1, 2, 3, -1);
        assertThat(tokenizer.encode("dogs éd dog_ dog\u0301").ids()).doesNotContain(NEW);
    }

    @Test
    void strippedSpaceBelongsToTheToken() {
        Encoding left = tokenizer(token("<x>", false, true, false, false)).encode("the  <x> dog");
        assertThat(left.starts()).containsExactly(0, 0, 3, 9, 0);
        assertThat(left.ends()).containsExactly(0, 3, 8, 12, 0);
        Encoding right = tokenizer(token("<x>", false, false, true, false)).encode("<x> \n<x>dog");
        assertThat(right.starts()).containsExactly(0, 0, 5, 8, 0);
        assertThat(right.ends()).containsExactly(0, 5, 8, 11, 0);
    }

    @Test
    void aNormalizedTokenIsFoundInNormalizedText() {
        WordPieceTokenizer tokenizer = tokenizer(token("New York", false, false, false, true));
        Encoding encoding = tokenizer.encode("the NÉW\tyork dog");
        assertThat(tokenizer.tokens(encoding))
                .containsExactly("[CLS]", "the", "New York", "dog", "[SEP]");
        assertThat(encoding.starts()).containsExactly(0, 0, 4, 13, 0);
        assertThat(encoding.ends()).containsExactly(0, 3, 12, 16, 0);
    }

    @Test
    void tokensThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> tokenizer(AddedToken.special("the", 0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("\"the\" has id 0, but the vocabulary has it as id");
        assertThatThrownBy(() -> tokenizer(AddedToken.special("<x>", 0)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("\"<x>\" has id 0, which is \"[PAD]\" in the vocabulary");
        AddedToken one = AddedToken.special("<x>", NEW);
        assertThatThrownBy(() -> tokenizer(one, one)).hasMessageContaining("is given twice");
        assertThatThrownBy(() -> tokenizer(one, AddedToken.special("<y>", NEW)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("share id " + NEW);
        assertThatThrownBy(() -> tokenizer(token("\u00ad", false, false, false, true)))
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("Nothing is left");
        assertThatThrownBy(() -> AddedToken.special("", 1)).hasMessageContaining("of no use");
        assertThatThrownBy(() -> AddedToken.special("<x>", -1)).hasMessageContaining("of no use");
    }

    @Test
    void aNeverSplitWordStaysWholeBetweenSpaces() {
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(
                                new Vocabulary(
                                        List.of(
                                                "[UNK]", "[CLS]", "[SEP]", "[PAD]", "[MASK]", "Mr.",
                                                "mr", ".", "x")))
                        .neverSplit(List.of("Mr."))
                        .build();
        assertThat(tokenizer.tokens(tokenizer.encode("Mr. Mr.x x\tMr.[MASK]Mr.")))
                .containsExactly(
                        "[CLS]", "Mr.", "mr", ".", "x", "x", "Mr.", "[MASK]", "Mr.", "[SEP]");
        assertThat(tokenizer.encode("x Mr.").starts()).containsExactly(0, 0, 2, 0);
        assertThatThrownBy(
                        () ->
                                WordPieceTokenizer.builder(VOCABULARY)
                                        .neverSplit(List.of("New York"))
                                        .build())
                .isInstanceOf(TokenizerException.class)
                .hasMessageContaining("\"New York\" is empty or has white space");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void allFlagsTogetherEqualTheReference(long seed) {
        Random dice = new Random(seed);
        Normalization normalization =
                new Normalization(
                        dice.nextBoolean(), null, dice.nextBoolean(), dice.nextInt(3) > 0);
        List<AddedToken> tokens = new ArrayList<>();
        for (String special : SpecialTokens.BERT.all()) {
            tokens.add(AddedToken.special(special, VOCABULARY.specialId(special)));
        }
        for (String content :
                List.of(
                        "New York",
                        "don't",
                        "É",
                        "the",
                        "ing",
                        "<x>",
                        "<x><y>",
                        "中",
                        "a_",
                        "  b")) {
            tokens.add(
                    new AddedToken(
                            content,
                            VOCABULARY.id(content).orElse(NEW + tokens.size()),
                            dice.nextBoolean(),
                            dice.nextBoolean(),
                            dice.nextBoolean(),
                            dice.nextBoolean(),
                            dice.nextBoolean()));
        }
        tokens.sort((a, b) -> Integer.compare(a.id(), b.id()));
        List<AddedToken> numbered = consecutive(tokens);
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(VOCABULARY)
                        .normalization(normalization)
                        .addedTokens(numbered)
                        .maxLength(Integer.MAX_VALUE)
                        .build();
        AdversarialText adversarial = new AdversarialText(seed);
        try (Reference reference = Reference.of(VOCABULARY, normalization, numbered)) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                StringBuilder text = new StringBuilder(adversarial.next());
                for (int n = dice.nextInt(4); n > 0; n--) {
                    String content = numbered.get(dice.nextInt(numbered.size())).content();
                    String space = List.of("", " ", " \u3000", "\u000b").get(dice.nextInt(4));
                    int at =
                            text.offsetByCodePoints(
                                    0, dice.nextInt(1 + text.codePointCount(0, text.length())));
                    text.insert(at, space + content + (dice.nextBoolean() ? space : ""));
                }
                texts.add(text.toString());
            }
            List<Encoding> theirs = reference.encodeAll(texts);
            for (int i = 0; i < texts.size(); i++) {
                TokenizerInput input = TokenizerInput.of(texts.get(i));
                Encoding ours = tokenizer.encode(input, tokenizer.options());
                assertThat(ours.inCodePoints(input)).as("%s", input).isEqualTo(theirs.get(i));
                for (boolean skip : new boolean[] {true, false}) {
                    assertThat(tokenizer.decode(ours.ids(), new Decoding(skip, CleanUp.PIECES)))
                            .isEqualTo(reference.decode(ours.ids(), skip));
                }
            }
        }
    }

    /** The library numbers what is new by itself, in the order given. */
    private static List<AddedToken> consecutive(List<AddedToken> tokens) {
        List<AddedToken> numbered = new ArrayList<>();
        int next = NEW;
        for (AddedToken token : tokens) {
            numbered.add(
                    new AddedToken(
                            token.content(),
                            token.id() < NEW ? token.id() : next++,
                            token.singleWord(),
                            token.lstrip(),
                            token.rstrip(),
                            token.normalized(),
                            token.special()));
        }
        return numbered;
    }

    private static AddedToken token(
            String content,
            boolean singleWord,
            boolean lstrip,
            boolean rstrip,
            boolean normalized) {
        int id = VOCABULARY.id(content).orElse(NEW);
        return new AddedToken(content, id, singleWord, lstrip, rstrip, normalized, false);
    }

    private static WordPieceTokenizer tokenizer(AddedToken... tokens) {
        return WordPieceTokenizer.builder(VOCABULARY).addedTokens(List.of(tokens)).build();
    }
}
