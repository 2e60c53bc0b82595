package dev.distil4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The README's Java programs compile, run, and print what the README shows after them. */
final class ReadmeTest {

    private static final List<String> MODEL_FILES =
            List.of("config.json", "vocab.txt", "tokenizer_config.json", "model.safetensors");

    /** A program, and the indented block that follows it. */
    private static final Pattern PROGRAM =
            Pattern.compile(
                    "```java\n(?<code>.*?)```\n\n(?<output>(?: {4}[^\n]*\n)+)", Pattern.DOTALL);

    @TempDir private Path folder;

    @Test
    void programsPrintWhatIsShown() throws Exception {
        provideModel(folder.resolve("my-model"));
        String readme = Files.readString(Path.of("..", "README.md"));
        List<String[]> programs =
                PROGRAM.matcher(readme)
                        .results()
                        .map(match -> new String[] {match.group("code"), match.group("output")})
                        .toList();
        assertThat(programs).hasSize(readme.split("```java", -1).length - 1);
        for (String[] program : programs) {
            assertThat(run(program[0])).isEqualTo(program[1].indent(-4));
        }
    }

    private static void provideModel(Path model) throws IOException {
        Files.createDirectory(model);
        for (String file : MODEL_FILES) {
            String resource = "/dev/distil4j/embedded/sst2-small/" + file;
            try (InputStream stream = ReadmeTest.class.getResourceAsStream(resource)) {
                Files.copy(Objects.requireNonNull(stream), model.resolve(file));
            }
        }
    }

    private String run(String code) throws Exception {
        Path source = folder.resolve("Program.java");
        Files.writeString(source, code);
        Path errors = folder.resolve("errors");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-modules",
                                "jdk.incubator.vector",
                                "--class-path",
                                System.getProperty("java.class.path"),
                                source.toString())
                        .directory(folder.toFile())
                        .redirectError(errors.toFile())
                        .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return new String(output, StandardCharsets.UTF_8);
    }
}
