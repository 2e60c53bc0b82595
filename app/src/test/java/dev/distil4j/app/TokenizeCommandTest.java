package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Stream;

class TokenizeCommandTest {

    private static final String FOUR = "film film film film";

    @Test
    void tokensAreATable() {
        assertThat(Run.distil("tokenize", "Unaffable 😀 film"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Unaffable 😀 film
                                  [CLS]      2
                                  un      7530  0-2    word 0
                                  ##aff    151  2-5    word 0
                                  ##able   118  5-9    word 0
                                  [UNK]      1  10-11  word 1
                                  film    3983  12-16  word 2
                                  [SEP]      3
                                """,
                                ""));
    }

    @Test
    void jsonHasTheNamesOfTheReferenceAndCountsCodePoints() {
        assertThat(Run.distil("tokenize", "--json", "😀 film").out())
                .isEqualTo(
                        "{\"tokens\":[\"[CLS]\",\"[UNK]\",\"film\",\"[SEP]\"],"
                                + "\"input_ids\":[2,1,3983,3],\"token_type_ids\":[0,0,0,0],"
                                + "\"special_tokens_mask\":[1,0,0,1],\"word_ids\":[null,0,1,null],"
                                + "\"offset_mapping\":[[0,0],[0,1],[2,6],[0,0]]}\n");
    }

    @Test
    void pairsRestartTheOffsets() {
        assertThat(Run.onInput("film\tfilm\n", "tokenize", "--jsonl", "--pairs").out())
                .isEqualTo(
                        "{\"text\":\"film\",\"text_pair\":\"film\","
                                + "\"tokens\":[\"[CLS]\",\"film\",\"[SEP]\",\"film\",\"[SEP]\"],"
                                + "\"input_ids\":[2,3983,3,3983,3],\"token_type_ids\":[0,0,0,1,1],"
                                + "\"special_tokens_mask\":[1,0,1,0,1],"
                                + "\"word_ids\":[null,0,null,0,null],"
                                + "\"offset_mapping\":[[0,0],[0,4],[0,0],[0,4],[0,0]]}\n");
    }

    @Test
    void severalTextsAreAnArray() {
        assertThat(Run.distil("tokenize", "--json", "film", "").out())
                .startsWith("[{\"tokens\":[\"[CLS]\",\"film\"")
                .contains(",\n {\"tokens\":[\"[CLS]\",\"[SEP]\"]")
                .endsWith("}]\n");
    }

    @Test
    void offsetsMayCountUtf16() {
        assertThat(Run.distil("tokenize", "--json", "--offsets=utf16", "😀 film").out())
                .contains("\"offset_mapping\":[[0,0],[0,2],[3,7],[0,0]]");
    }

    @Test
    void aStrideMakesWindowsThatShareTokens() {
        String[] options = {"tokenize", "--max-length=6", "--stride=1", "A gripping, funny film"};
        assertThat(Run.distil(options).out())
                .isEqualTo(
                        """
                        A gripping, funny film
                        window 1 of 2
                          [CLS]        2
                          a           43  0-1    word 0
                          gripping  4316  2-10   word 1
                          ,           16  10-11  word 2
                          funny     4156  12-17  word 3
                          [SEP]        3
                        window 2 of 2
                          [CLS]     2
                          funny  4156  12-17  word 3
                          film   3983  18-22  word 4
                          [SEP]     3
                        """);
        assertThat(
                        Run.distil(
                                        Stream.concat(Stream.of(options), Stream.of("--json"))
                                                .toArray(String[]::new))
                                .out())
                .startsWith("{\"windows\":[{\"tokens\":[\"[CLS]\",\"a\",")
                .contains("]]},{\"tokens\":[\"[CLS]\",\"funny\",\"film\",\"[SEP]\"],")
                .endsWith("]]}]}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "longest-first, '2,3983,3,3983,3983,3'",
        "only-first,    '2,3983,3,3983,3983,3'",
        "only-second,   '2,3983,3983,3,3983,3'"
    })
    void pairsAreCutAsAskedFor(String how, String ids) {
        Run run =
                Run.distil(
                        "tokenize",
                        "--json",
                        "--max-length=6",
                        "--truncation=" + how,
                        "film film",
                        "--pair=film film");
        assertThat(run.out()).contains("\"input_ids\":[" + ids + "]");
    }

    @Test
    void theTableSaysHowMuchWasCut() {
        assertThat(
                        Run.distil(
                                        "tokenize",
                                        "--max-length=3",
                                        "--truncation=longest-first",
                                        "film film film")
                                .out())
                .endsWith("  [SEP]     3\n  … 2 more, cut\n");
    }

    @Test
    void textsMayStandWithoutAFrameAndComeAsWords() {
        assertThat(
                        Run.distil(
                                        "tokenize",
                                        "--no-special-tokens",
                                        "--split-into-words",
                                        "un  film's")
                                .out())
                .isEqualTo(
                        """
                        un  film's
                          un    7530  0-2  word 0
                          film  3983  0-4  word 1
                          '       11  4-5  word 1
                          s       61  5-6  word 1
                        """);
    }

    @Test
    void idsBecomeText() {
        assertThat(Run.distil("tokenize", "--decode", "2", "43", "4316", "16", "4156", "3").out())
                .isEqualTo("[CLS] a gripping, funny [SEP]\n");
        assertThat(
                        Run.distil(
                                        "tokenize",
                                        "--decode",
                                        "--json",
                                        "--no-special-tokens",
                                        "--clean-up=none",
                                        "[2, 43, 4316, 16, 3]")
                                .out())
                .isEqualTo("\"a gripping ,\"\n");
        assertThat(Run.onInput("2 43\n\n3\n", "tokenize", "--decode", "--jsonl").out())
                .isEqualTo(
                        """
                        {"ids":[2,43],"text":"[CLS] a"}
                        {"ids":[],"text":""}
                        {"ids":[3],"text":"[SEP]"}
                        """);
    }

    @Test
    void whatIsNoIdIsNamedAndWhatWasBeforeIsWritten() {
        Run run = Run.onInput("43\nfilm\n", "tokenize", "--decode");
        assertThat(run)
                .isEqualTo(
                        new Run(
                                65,
                                "a\n",
                                "distil: standard input, line 2: --decode takes ids, numbers with"
                                        + " spaces or commas between them, and 'film' is none\n"));
        assertThat(Run.distil("tokenize", "--decode", "8000").err())
                .contains("no piece with id 8000");
    }

    @ParameterizedTest
    @CsvSource({
        "--max-length=5,, add --truncation longest-first",
        "--max-length=7,--truncation=only-first,the second text alone leaves no room",
        "--max-length=7,--truncation=only-second,the first text alone leaves no room",
        "--max-length=2,--truncation=longest-first,no room for the special tokens of a pair",
        "--max-length=6,--stride=4,does not fit windows with room for 3 tokens",
    })
    void whatCannotBeCutIsOneSentence(String length, String how, String complaint) {
        Run run =
                how == null
                        ? Run.distil("tokenize", length, FOUR, "--pair=" + FOUR)
                        : Run.distil("tokenize", length, how, FOUR, "--pair=" + FOUR);
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.err()).startsWith("distil: ").contains(complaint).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--truncation=both,'none of error, longest-first, only-first, only-second'",
        "--truncation=only-second,needs a second text",
        "--max-length=0,A maximal length of 0",
        "--stride=512,A stride of 512",
        "--stride=-1,A stride of -1",
        "--offsets=bytes,'none of code-points, utf16'",
        "--clean-up=text,about --decode",
    })
    void wrongUsageIsOneSentence(String option, String complaint) {
        Run run = Run.distil("tokenize", "film", option);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains(complaint)
                .endsWith("; see distil tokenize --help\n")
                .hasLineCount(1);
    }

    @Test
    void optionsThatContradictEachOtherAreOneSentence() {
        assertThat(Run.distil("tokenize", "--stride=1", "--truncation=error", "x").err())
                .contains("which --truncation error forbids")
                .hasLineCount(1);
        assertThat(Run.distil("tokenize", "--decode", "--stride=1", "3").err())
                .contains("no option that is about cutting texts up")
                .hasLineCount(1);
    }

    @Test
    void aTextThatIsTooLongIsNamed() {
        Run run = Run.distil("tokenize", "film", "film ".repeat(511));
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).startsWith("film\n");
        assertThat(run.err())
                .startsWith("distil: text 2: 513 tokens are more than the 512 that the model");
        assertThat(
                        Run.distil("tokenize", "--truncation=longest-first", "film ".repeat(511))
                                .out()
                                .lines())
                .hasSize(514);
    }
}
