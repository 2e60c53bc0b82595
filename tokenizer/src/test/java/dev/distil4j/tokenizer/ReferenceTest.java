package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every column equals that of Hugging Face's tokenizers in the same run. How far it goes is set by
 * system properties: {@code distil4j.strings} of text for each vocabulary, drawn by {@code
 * distil4j.seed}, and every {@code distil4j.scalars}-th Unicode scalar value, 1 for all.
 */
@Tag("data")
class ReferenceTest {
    private static final System.Logger LOG = System.getLogger(ReferenceTest.class.getName());
    private static final int STRINGS = Integer.getInteger("distil4j.strings", 4_000);
    private static final long SEED = Long.getLong("distil4j.seed", 20_261_122);
    private static final int SCALARS = Integer.getInteger("distil4j.scalars", 61);
    private static final List<Truncation> CUTS =
            List.of(Truncation.LONGEST_FIRST, Truncation.ONLY_FIRST, Truncation.ONLY_SECOND);
    private static final int PORTION = 1_000;

    @ParameterizedTest
    @EnumSource(names = {"BERT_BASE_UNCASED", "BERT_BASE_CASED"})
    void scalarValuesAloneAndBetweenLetters(Published published) {
        WordPieceTokenizer tokenizer = published.tokenizer();
        long count = 0;
        try (Reference reference = published.reference()) {
            List<String> texts = new ArrayList<>();
            for (int c = 0; c <= Character.MAX_CODE_POINT; c += SCALARS) {
                if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                    texts.add(Character.toString(c));
                    texts.add("a" + Character.toString(c) + "b");
                    count++;
                }
                if (texts.size() >= PORTION) {
                    compare(texts, tokenizer, reference);
                    texts.clear();
                }
            }
            compare(texts, tokenizer, reference);
        }
        LOG.log(System.Logger.Level.INFO, "{0}: {1} scalar values", published, count);
        assertThat(count).isGreaterThanOrEqualTo(1_112_064 / SCALARS);
    }

    @ParameterizedTest
    @EnumSource
    void naturalAndAdversarialText(Published published) {
        WordPieceTokenizer tokenizer = published.tokenizer();
        int count = 0;
        try (Reference reference = published.reference()) {
            Supplier<String> texts = new MixedText(SEED, STRINGS / 10);
            while (count < STRINGS) {
                List<String> portion = Stream.generate(texts).limit(PORTION).toList();
                compare(portion, tokenizer, reference);
                count += portion.size();
            }
        }
        LOG.log(System.Logger.Level.INFO, "{0}: {1} strings", published, count);
        assertThat(count).isGreaterThanOrEqualTo(STRINGS);
    }

    @ParameterizedTest
    @EnumSource
    void pairsTruncationAndStride(Published published) {
        WordPieceTokenizer tokenizer = published.tokenizer();
        Random dice = new Random(SEED);
        int compared = 0;
        int windows = 0;
        try (Reference reference = published.reference()) {
            Supplier<String> texts = new MixedText(SEED, STRINGS / 10);
            for (int i = 0; i < STRINGS; i++) {
                String text = texts.get();
                TokenizerInput input =
                        dice.nextInt(3) == 0
                                ? TokenizerInput.of(text)
                                : TokenizerInput.of(text, texts.get());
                int maxLength = dice.nextInt(8, 80);
                EncodingOptions options =
                        new EncodingOptions(
                                maxLength,
                                CUTS.get(dice.nextInt(CUTS.size())),
                                dice.nextInt(maxLength / 2),
                                dice.nextInt(4) > 0);
                List<Encoding> ours;
                try {
                    ours = tokenizer.windows(input, options);
                } catch (TokenizerException refused) {
                    continue; // The reference would end the process.
                }
                List<Encoding> theirs = reference.windows(input, options);
                assertThat(ours).as("%s %s", input, options).hasSameSizeAs(theirs);
                for (int w = 0; w < ours.size(); w++) {
                    Reference.requireSame(input, ours.get(w), theirs.get(w));
                }
                assertThat(tokenizer.encode(input, options)).isEqualTo(ours.getFirst());
                compared++;
                windows += ours.size();
            }
        }
        LOG.log(
                System.Logger.Level.INFO,
                "{0}: {1} inputs in {2} windows",
                published,
                compared,
                windows);
        assertThat(compared).isGreaterThan(STRINGS / 2);
        assertThat(windows).isGreaterThan(compared);
    }

    private static void compare(
            List<String> texts, WordPieceTokenizer tokenizer, Reference reference) {
        List<Encoding> theirs = reference.encodeAll(texts);
        for (int i = 0; i < texts.size(); i++) {
            Reference.requireSame(
                    TokenizerInput.of(texts.get(i)), tokenizer.encode(texts.get(i)), theirs.get(i));
        }
    }
}
