package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What is rarely set equals Hugging Face's tokenizers in the same run: given words, another
 * continuing prefix and word length, and decoding. {@code distil4j.strings} and {@code
 * distil4j.seed} are as in {@link ReferenceTest}.
 */
@Tag("data")
class ReferenceSettingsTest {
    private static final System.Logger LOG =
            System.getLogger(ReferenceSettingsTest.class.getName());
    private static final int STRINGS = Integer.getInteger("distil4j.strings", 4_000);
    private static final long SEED = Long.getLong("distil4j.seed", 20_261_122);
    private static final List<String> PREFIXES = List.of("", "@@", "_", "\u2581", "##", "e", "<0>");
    private static final List<Integer> WORD_LENGTHS = List.of(1_000, 5, 12, 101, 1, 99, 2);
    private static final List<String> ENGLISH =
            List.of("do", "not", "don", "'", "t", "s", "m", "##s", "##n", "re", ".", ",", "?", "!");

    @ParameterizedTest
    @EnumSource
    void givenWords(Published published) {
        WordPieceTokenizer tokenizer = published.tokenizer();
        Random dice = new Random(SEED);
        Supplier<String> texts = new MixedText(SEED, STRINGS / 10);
        int compared = 0;
        int windows = 0;
        try (Reference reference = published.reference()) {
            for (int i = 0; i < STRINGS; i++) {
                TokenizerInput input = TokenizerInput.ofWords(words(texts, dice));
                int maxLength = dice.nextBoolean() ? 100_000 : dice.nextInt(8, 40);
                EncodingOptions options =
                        new EncodingOptions(
                                maxLength,
                                Truncation.LONGEST_FIRST,
                                dice.nextInt(Math.min(maxLength, 40) - 5),
                                dice.nextInt(4) > 0);
                List<Encoding> ours = tokenizer.windows(input, options);
                List<Encoding> theirs = reference.windows(input, options);
                assertThat(ours).as("%s %s", input, options).hasSameSizeAs(theirs);
                for (int w = 0; w < ours.size(); w++) {
                    Reference.requireSame(input, ours.get(w), theirs.get(w));
                }
                compared++;
                windows += ours.size();
            }
        }
        log(published, compared, "inputs of given words in %,d windows".formatted(windows));
        assertThat(windows).isGreaterThan(compared);
    }

    @ParameterizedTest
    @EnumSource
    void anotherPrefixAndWordLength(Published published) {
        Random dice = new Random(SEED);
        Supplier<String> texts = new MixedText(SEED, STRINGS / 10);
        int compared = 0;
        for (int setting = 0; setting < PREFIXES.size(); setting++) {
            String prefix = PREFIXES.get(setting);
            int longest = WORD_LENGTHS.get(setting);
            Vocabulary vocabulary = withPrefix(published.vocabulary(), prefix);
            WordPieceTokenizer tokenizer =
                    WordPieceTokenizer.builder(vocabulary)
                            .normalization(published.normalization())
                            .continuingSubwordPrefix(prefix)
                            .maxInputCharsPerWord(longest)
                            .maxLength(Integer.MAX_VALUE)
                            .build();
            try (Reference reference =
                    Reference.of(
                            vocabulary,
                            published.normalization(),
                            Published.specialTokens(vocabulary),
                            prefix,
                            longest,
                            true)) {
                List<String> portion =
                        Stream.generate(texts).limit(1 + STRINGS / PREFIXES.size()).toList();
                List<Encoding> theirs = reference.encodeAll(portion);
                for (int i = 0; i < portion.size(); i++) {
                    Encoding ours = tokenizer.encode(portion.get(i));
                    Reference.requireSame(TokenizerInput.of(portion.get(i)), ours, theirs.get(i));
                    boolean skip = dice.nextBoolean();
                    assertThat(tokenizer.decode(ours.ids(), new Decoding(skip, CleanUp.PIECES)))
                            .isEqualTo(reference.decode(ours.ids(), skip));
                    compared++;
                }
            }
        }
        log(published, compared, "strings under other prefixes and word lengths");
        assertThat(compared).isGreaterThanOrEqualTo(STRINGS);
    }

    @ParameterizedTest
    @EnumSource
    void decodingWithAndWithoutCleanUp(Published published) {
        WordPieceTokenizer tokenizer = published.tokenizer();
        Vocabulary vocabulary = published.vocabulary();
        int[] english =
                ENGLISH.stream().mapToInt(piece -> vocabulary.id(piece).orElseThrow()).toArray();
        Random dice = new Random(SEED);
        int compared = 0;
        for (CleanUp cleanUp : List.of(CleanUp.NONE, CleanUp.PIECES)) {
            try (Reference reference =
                    Reference.of(
                            vocabulary,
                            published.normalization(),
                            Published.specialTokens(vocabulary),
                            "##",
                            100,
                            cleanUp == CleanUp.PIECES)) {
                for (int i = 0; i < STRINGS; i++) {
                    int[] ids =
                            dice.ints(dice.nextInt(40), 0, vocabulary.size())
                                    .map(
                                            id ->
                                                    dice.nextBoolean()
                                                            ? english[dice.nextInt(english.length)]
                                                            : dice.nextInt(20) == 0 ? id % 110 : id)
                                    .toArray();
                    boolean skip = dice.nextBoolean();
                    String theirs = reference.decode(ids, skip);
                    assertThat(tokenizer.decode(ids, new Decoding(skip, cleanUp)))
                            .isEqualTo(theirs);
                    compared++;
                }
            }
        }
        log(published, compared, "decoded");
        assertThat(compared).isEqualTo(2 * STRINGS);
    }

    /** Between none and 30 words, some of which are empty or have white space. */
    private static List<String> words(Supplier<String> texts, Random dice) {
        List<String> words = new ArrayList<>();
        int count = dice.nextInt(31);
        while (words.size() < count) {
            for (String word : texts.get().split(dice.nextBoolean() ? " " : "(?=[ ,.a])", -1)) {
                if (dice.nextInt(3) > 0 && words.size() < count) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** The same pieces with another prefix, as far as each stays one of its own. */
    private static Vocabulary withPrefix(Vocabulary vocabulary, String prefix) {
        Set<String> taken = new HashSet<>(vocabulary.pieces());
        return new Vocabulary(
                vocabulary.pieces().stream()
                        .map(
                                piece -> {
                                    String other = piece.replaceFirst("^##(?=.)", prefix);
                                    return taken.add(other) ? other : piece;
                                })
                        .toList());
    }

    private static void log(Published published, int count, String what) {
        LOG.log(System.Logger.Level.INFO, "{0}: {1} {2}", published, count, what);
    }
}
