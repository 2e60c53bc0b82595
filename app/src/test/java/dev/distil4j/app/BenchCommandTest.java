package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.regex.Pattern;

class BenchCommandTest {

    private static final Pattern NAME =
            Pattern.compile("\"group\":\"([^\"]+)\",\"name\":\"([^\"]+)\"");

    @Test
    void jsonSaysWhereWhatAndHowFast() {
        Run run = Run.distil("bench", "--seconds=0.001", "--threads=2", "--json");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .matches(
                        "(?s)\\{\"cpu\":\"[^\"]+\",\"processors\":\\d+,\"system\":\"[^\"]+\",.*\\}\n")
                .contains(
                        "\"java\":\"25",
                        "\"model\":\"sst2-small (embedded)\"",
                        "\"backend\":\"",
                        "\"refusals\":[",
                        "\"threads\":2,\"results\":[{\"group\":\"peak\"",
                        "\"share_of_peak\":");
        assertThat(NAME.matcher(run.out()).results().map(m -> m.group(1) + ": " + m.group(2)))
                .containsExactly(
                        "peak: multiply and add",
                        "product: 768 -> 768, 1 rows",
                        "product: 768 -> 768, 16 rows",
                        "product: 768 -> 768, 128 rows",
                        "product: 768 -> 1536, 1 rows",
                        "product: 768 -> 1536, 16 rows",
                        "product: 768 -> 1536, 128 rows",
                        "product: 768 -> 3072, 1 rows",
                        "product: 768 -> 3072, 16 rows",
                        "product: 768 -> 3072, 128 rows",
                        "product: 3072 -> 768, 1 rows",
                        "product: 3072 -> 768, 16 rows",
                        "product: 3072 -> 768, 128 rows",
                        "encoder: base shape, 1 x 16 tokens",
                        "encoder: base shape, 1 x 128 tokens",
                        "encoder: base shape, 1 x 512 tokens",
                        "tokenizer: texts of 110 words, 1 thread",
                        "end to end: a text of 14 words",
                        "end to end: 64 texts of 14 words",
                        "end to end: a text of 110 words",
                        "end to end: 64 texts of 110 words");
        assertThat(run.err().lines().filter(line -> line.startsWith("distil: "))).hasSize(21);
    }

    @Test
    void aTableIsForPeople() {
        assertThat(Run.distil("bench", "--seconds=0.001", "--threads=1").out())
                .startsWith("machine     ")
                .containsPattern("\nbackend     vector-\\d+, 1 threads?\n")
                .containsPattern("\npeak        multiply and add +[\\d,.]+ GFLOP/s\n")
                .containsPattern(
                        "\nproduct     768 -> 768, 16 rows +[\\d,.]+ GFLOP/s +\\d+ % of the peak\n")
                .containsPattern("\ntokenizer   texts of 110 words, 1 thread +[\\d,.]+ MB/s\n")
                .containsPattern("\nend to end  64 texts of 14 words +[\\d,.]+ texts/s\n");
    }

    @Test
    void aTimeThatIsNoneIsWrongUsage() {
        for (String seconds : new String[] {"0", "-1", "NaN", "3601"}) {
            Run run = Run.distil("bench", "--seconds=" + seconds);
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--seconds needs a number above 0 and up to 3600");
        }
    }
}
