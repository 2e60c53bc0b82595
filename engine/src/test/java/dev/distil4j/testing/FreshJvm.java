package dev.distil4j.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts {@link ClassifyProgram} in a JVM of its own, where nothing is compiled yet. */
public final class FreshJvm {

    /** What makes the vector backends available. */
    public static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private static final long MINUTES = 5;

    private final Path scratch;
    private final List<String> flags;

    /**
     * A JVM to be started.
     *
     * @param scratch an existing folder for its input and output
     * @param flags of the JVM
     */
    public FreshJvm(Path scratch, String... flags) {
        this.scratch = scratch;
        this.flags = List.of(flags);
    }

    /** Runs the program over the texts, none of which has a line break. */
    public ClassifyProgram.Output classify(String model, String backend, List<String> texts) {
        Path input = scratch.resolve("texts");
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.addAll(List.of(ClassifyProgram.class.getName(), model, backend));
        try {
            Files.write(input, texts);
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(input.toFile())
                            .redirectOutput(output.toFile())
                            .redirectError(errors.toFile())
                            .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends within %d minutes", command, MINUTES).isTrue();
            assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
            return ClassifyProgram.Output.parse(Files.readAllLines(output));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
