package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TrainVocabCommandTest {

    @TempDir private Path folder;

    private Path texts;
    private Path output;

    @BeforeEach
    void writeTexts() throws IOException {
        texts = Files.writeString(folder.resolve("texts"), "Hug hug pug\nhug pugs\n");
        output = folder.resolve("vocab");
    }

    private Run train(String... more) {
        String[] args = {"train-vocab", "--size=30", "--output=" + output, texts.toString()};
        String[] all = new String[args.length + more.length];
        System.arraycopy(args, 0, all, 0, args.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return Run.distil(all);
    }

    @Test
    void frequentPairsBecomePieces() throws IOException {
        assertThat(train())
                .isEqualTo(
                        new Run(
                                0,
                                "16 pieces from 5 words, 3 of them different, in " + output + "\n",
                                ""));
        assertThat(Files.readAllLines(output.resolve("vocab.txt")))
                .startsWith("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "g", "h", "p", "s", "u")
                .contains("##ug", "hug", "pug")
                .doesNotContain("pugs");
        assertThat(Files.readString(output.resolve("tokenizer_config.json")))
                .contains("\"do_lower_case\":true", "\"unk_token\":\"[UNK]\"");
        assertThat(output).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void lettersMayKeepTheirCase() throws IOException {
        assertThat(train("--cased").exitCode()).isZero();
        assertThat(Files.readAllLines(output.resolve("vocab.txt"))).contains("H");
        assertThat(Files.readString(output.resolve("tokenizer_config.json")))
                .contains("\"do_lower_case\":false");
    }

    @Test
    void rarePairsStayApart() throws IOException {
        assertThat(train("--min-frequency=4").exitCode()).isZero();
        assertThat(Files.readAllLines(output.resolve("vocab.txt")))
                .contains("##ug")
                .doesNotContain("hug");
    }

    @Test
    void aVocabularyIsReplacedByForceOnly() throws IOException {
        assertThat(train().exitCode()).isZero();
        String before = Files.readString(output.resolve("vocab.txt"));
        Run refused = train("--cased");
        assertThat(refused.exitCode()).isEqualTo(74);
        assertThat(refused.err())
                .contains("vocab.txt' is there already; add --force")
                .hasLineCount(1);
        assertThat(Files.readString(output.resolve("vocab.txt"))).isEqualTo(before);
        assertThat(train("--cased", "--force").exitCode()).isZero();
        assertThat(Files.readString(output.resolve("vocab.txt"))).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenizer.json", "special_tokens_map.json", "added_tokens.json"})
    void filesThatWouldOverrideTheVocabularyAreRefusedAlsoByForce(String name) throws IOException {
        Files.createDirectories(output);
        Path other = Files.writeString(output.resolve(name), "{}");
        Run run = train("--force");
        assertThat(run.exitCode()).isEqualTo(74);
        assertThat(run.err())
                .isEqualTo(
                        "distil: '%s' is of another tokenizer and would override the new vocabulary;"
                                        .formatted(other)
                                + " remove it or give another folder\n");
        assertThat(output).isDirectoryNotContaining("glob:**vocab.txt");
        assertThat(other).hasContent("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "--min-frequency=-1,2,cannot be trained",
        "nowhere.txt,66,there is no file",
    })
    void whatCannotBeDoneIsOneSentence(String argument, int exitCode, String complaint) {
        Run run = train(argument);
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.err()).startsWith("distil: ").contains(complaint).hasLineCount(1);
        assertThat(output).doesNotExist();
    }
}
