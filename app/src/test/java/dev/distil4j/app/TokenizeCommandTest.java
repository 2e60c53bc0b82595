package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenizeCommandTest {

    @Test
    void tokensAreATable() {
        assertThat(Run.distil("tokenize", "Unaffable 😀 film"))
                .isEqualTo(
                        new Run(
                                0,
                                """
                                Unaffable 😀 film
                                  [CLS]      2
                                  un      7530  0-2
                                  ##aff    151  2-5
                                  ##able   118  5-9
                                  [UNK]      1  10-11
                                  film    3983  12-16
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
                                + "\"offset_mapping\":[[0,0],[0,1],[2,6],[0,0]]}\n");
    }

    @Test
    void pairsRestartTheOffsets() {
        assertThat(Run.onInput("film\tfilm\n", "tokenize", "--jsonl", "--pairs").out())
                .isEqualTo(
                        "{\"text\":\"film\",\"text_pair\":\"film\","
                                + "\"tokens\":[\"[CLS]\",\"film\",\"[SEP]\",\"film\",\"[SEP]\"],"
                                + "\"input_ids\":[2,3983,3,3983,3],\"token_type_ids\":[0,0,0,1,1],"
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
    void aTextThatIsTooLongIsNamed() {
        Run run = Run.distil("tokenize", "film", "film ".repeat(511));
        assertThat(run.exitCode()).isEqualTo(65);
        assertThat(run.out()).startsWith("film\n");
        assertThat(run.err()).startsWith("distil: text 2: 513 tokens are more than the 512");
        assertThat(Run.distil("tokenize", "--truncate", "film ".repeat(511)).out().lines())
                .hasSize(513);
    }
}
