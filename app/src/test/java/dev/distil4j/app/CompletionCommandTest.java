package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

class CompletionCommandTest {

    @TempDir private Path folder;

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @CsvSource({
        "'distil tok', tokenize",
        "'distil train', train-vocab",
        "'distil ser', serve",
        "'distil serve --read', --read-timeout",
        "'distil tokenize --trunc', --truncation",
        "'distil tokenize --truncation only-s', only-second",
        "'distil completion z', zsh",
        "'distil classify --function soft', softmax",
    })
    void bashCompletesCommandsOptionsAndValues(String line, String expected) throws Exception {
        Path script = folder.resolve("distil.bash");
        Files.writeString(script, Run.distil("completion", "bash").out());
        Process bash =
                new ProcessBuilder(
                                "bash",
                                "--norc",
                                "-c",
                                "source \"$0\"; compopt() { :; }; COMP_LINE=$1; COMP_WORDS=($1);"
                                        + " COMP_CWORD=$((${#COMP_WORDS[@]} - 1));"
                                        + " COMP_POINT=${#COMP_LINE}; _complete_distil;"
                                        + " printf '%s\\n' \"${COMPREPLY[@]}\"",
                                script.toString(),
                                line)
                        .redirectErrorStream(true)
                        .start();
        String out = new String(bash.getInputStream().readAllBytes(), UTF_8);
        assertThat(bash.waitFor()).isZero();
        assertThat(out.lines().map(String::strip)).contains(expected);
    }

    @Test
    void zshGetsTheSameScript() {
        assertThat(Run.distil("completion", "zsh"))
                .isEqualTo(Run.distil("completion", "bash"))
                .extracting(Run::out)
                .asString()
                .contains("bashcompinit");
    }

    @Test
    void anotherShellIsRefused() {
        Run run = Run.distil("completion", "fish");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("fish").hasLineCount(1);
    }
}
