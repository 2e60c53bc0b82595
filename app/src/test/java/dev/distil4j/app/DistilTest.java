package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistilTest {

    @Test
    void helpNamesTheCommandsTheExitCodesAndExamples() {
        Run run = Run.distil("--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "classify", "tokenize", "info", "Exit codes:", " 65   a text", "Examples:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "classify",
                "zero-shot",
                "embed",
                "features",
                "tokenize",
                "serve",
                "info",
                "devices",
                "tune",
                "download",
                "train-vocab",
                "conformance",
                "completion"
            })
    void eachCommandHasHelpWithExamplesInNarrowLines(String command) {
        Run run = Run.distil(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: distil " + command + " [OPTIONS]");
        assertThat(run.out()).contains("Examples:\n  distil " + command);
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 90);
    }

    @Test
    void withoutACommandItShowsTheHelpAsAnError() {
        Run run = Run.distil();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("Usage: distil ");
    }

    @Test
    void anUnknownCommandIsOneSentence() {
        Run run = Run.distil("clasify", "x");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("distil: ").contains("'clasify'").hasLineCount(1);
    }

    @Test
    void versionNamesTheBuildAndJava() {
        assertThat(Run.distil("--version").out()).matches("distil \\d+\\.\\d+\\S*\nJava 25\\S*\n");
    }

    @Test
    void helpIsColouredOnAScreenOnly() {
        assertThat(Run.on(Run.SCREEN, new byte[0], "--help").out()).contains("\u001b[");
        assertThat(Run.distil("--help").out()).doesNotContain("\u001b");
    }
}
