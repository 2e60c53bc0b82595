package dev.distil4j.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Map;

/** What the command refuses before it listens. The rest is in {@link ServeProcessTest}. */
final class ServeCommandTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--port 70000 | --port needs a number from 0 to 65535, not 70000",
                "--timeout 30 | '30' is no time; write 500ms, 30s or 2m",
                "--grace 0s | '0s' is no time; write 500ms, 30s or 2m",
                "--max-texts 0 | --max-texts needs at least 1, not 0",
                "--max-connections -1 | --max-connections needs at least 1, not -1",
                "--tls-cert a.pem | --tls-cert and --tls-key belong together",
                "--model a=x --model a=y | two models are called 'a'; give one another name, as in"
                        + " --model ALIAS=FOLDER",
                "--model x/a --model x/a@main | two models are called 'x/a'; give one another"
                        + " name, as in --model ALIAS=FOLDER",
                "--model 'a?=x' | a model can't be called 'a?' in a route",
                "--model a/predict=x | a model can't be called 'a/predict'",
            })
    void whatCanNotBeIsOneSentence(String options, String sentence) {
        String[] words = ("serve " + options).replace("'", "").split(" ");
        Run run = Run.distil(words);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(sentence.strip()).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theEnvironmentCountsWhereNoOptionIs() {
        ServeEnvironment environment =
                new ServeEnvironment(
                        Map.of(
                                "DISTIL4J_SERVE_MODEL",
                                "a=x, y",
                                "DISTIL4J_SERVE_PROT",
                                "1",
                                "DISTIL4J_DEBUG",
                                "1"));
        assertThat(environment.models()).containsExactly("a=x", "y");
        assertThat(environment.unknown())
                .containsExactly("DISTIL4J_SERVE_MODEL", "DISTIL4J_SERVE_PROT");
    }
}
