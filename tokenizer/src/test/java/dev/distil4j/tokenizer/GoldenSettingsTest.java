package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pairs of given words, never-split words and decoding with clean-up equal Python's tokenizers; the
 * file is that of {@code src/test/goldens/make_settings.py}, or the one that {@code
 * distil4j.golden} names.
 */
class GoldenSettingsTest {
    private static final System.Logger LOG = System.getLogger(GoldenSettingsTest.class.getName());

    private static List<String> lines;
    private static Vocabulary vocabulary;

    @BeforeAll
    static void load() throws IOException {
        String file = System.getProperty("distil4j.golden");
        lines =
                file == null
                        ? Golden.lines("golden-settings.tsv")
                        : Files.readAllLines(Path.of(file));
        vocabulary = new Vocabulary(Golden.parse(lines).pieces());
    }

    @Test
    void givenWordsEqualTheReference() {
        Map<String, WordPieceTokenizer> tokenizers = new HashMap<>();
        for (String[] fields : cases("words")) {
            WordPieceTokenizer tokenizer =
                    tokenizers.computeIfAbsent(
                            fields[1], config -> Golden.tokenizer(config, vocabulary).build());
            List<String> first = words(fields[3]);
            TokenizerInput input =
                    fields[4].equals("-")
                            ? TokenizerInput.ofWords(first)
                            : TokenizerInput.ofWords(first, words(fields[4].substring(1)));
            int limit = Integer.parseInt(fields[2]);
            EncodingOptions options =
                    tokenizer
                            .options()
                            .truncation(Truncation.LONGEST_FIRST)
                            .maxLength(limit == 0 ? Integer.MAX_VALUE : limit);
            Encoding ours = tokenizer.encode(input, options);
            Encoding theirs =
                    new Encoding(
                            Golden.numbers(fields[5]),
                            Golden.numbers(fields[6]),
                            Golden.numbers(fields[7]),
                            Golden.numbers(fields[8]),
                            Golden.numbers(fields[9]),
                            ours.fullLength());
            if (!ours.equals(theirs)) {
                assertThat(ours).as("%s", Arrays.asList(fields)).isEqualTo(theirs);
            }
        }
    }

    @Test
    void neverSplitWordsEqualTheReference() {
        Map<String, WordPieceTokenizer> tokenizers = new HashMap<>();
        List<String[]> cases = cases("split");
        int whole = 0;
        for (String[] fields : cases) {
            WordPieceTokenizer.Builder builder = Golden.tokenizer(fields[1], vocabulary);
            WordPieceTokenizer tokenizer =
                    tokenizers.computeIfAbsent(
                            fields[1] + fields[2],
                            _ -> builder.neverSplit(words(fields[2])).build());
            String text = Golden.unescaped(fields[3]);
            int[] ours = tokenizer.encode(text).ids();
            if (!Arrays.equals(ours, Golden.numbers(fields[4]))) {
                assertThat(ours)
                        .as("%s", Arrays.asList(fields))
                        .containsExactly(Golden.numbers(fields[4]));
            }
            WordPieceTokenizer plain =
                    tokenizers.computeIfAbsent(
                            fields[1], config -> Golden.tokenizer(config, vocabulary).build());
            whole += Arrays.equals(ours, plain.encode(text).ids()) ? 0 : 1;
        }
        LOG.log(System.Logger.Level.INFO, "never-split words tell in {0} texts", whole);
        assertThat(whole).isGreaterThan(cases.size() / 5);
    }

    @Test
    void decodedTextEqualsTheReference() {
        WordPieceTokenizer tokenizer = Golden.tokenizer("lower,null,chinese", vocabulary).build();
        for (String[] fields : cases("decode")) {
            boolean skip = Boolean.parseBoolean(fields[1]);
            int[] ids = Golden.numbers(fields[2]);
            assertThat(tokenizer.decode(ids, new Decoding(skip, CleanUp.PIECES)))
                    .isEqualTo(Golden.unescaped(fields[3]));
            assertThat(tokenizer.decode(ids, new Decoding(skip, CleanUp.TEXT)))
                    .isEqualTo(Golden.unescaped(fields[4]));
        }
    }

    private static List<String[]> cases(String kind) {
        List<String[]> cases =
                lines.stream()
                        .filter(line -> line.startsWith(kind + "\t"))
                        .map(line -> line.split("\t", -1))
                        .toList();
        LOG.log(System.Logger.Level.INFO, "{0}: {1} cases", kind, cases.size());
        assertThat(cases).hasSizeGreaterThanOrEqualTo(150);
        return cases;
    }

    private static List<String> words(String field) {
        String[] words = field.split(" ", -1);
        return Arrays.stream(words).limit(words.length - 1).map(Golden::unescaped).toList();
    }
}
