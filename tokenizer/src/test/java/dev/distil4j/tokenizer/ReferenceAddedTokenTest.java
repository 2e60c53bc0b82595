package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Added tokens with dice for flags, beside Hugging Face's tokenizers in the same run. */
@Tag("data")
class ReferenceAddedTokenTest {
    private static final Vocabulary VOCABULARY = new Vocabulary(Golden.load("golden.tsv").pieces());
    private static final int NEW = VOCABULARY.size();

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
}
