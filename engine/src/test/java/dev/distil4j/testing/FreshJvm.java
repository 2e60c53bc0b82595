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
        assertThat(run(model, backend, texts)).as(() -> read("errors")).isZero();
        return ClassifyProgram.Output.parse(read("output").lines().toList());
    }

    /** Runs the program, which fails; what it has to say about that. */
    public String failure(String model, String backend) {
        assertThat(run(model, backend, List.of(""))).isNotZero();
        return read("errors");
    }

    private int run(String model, String backend, List<String> texts) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx1g");
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
        command.addAll(List.of(ClassifyProgram.class.getName(), model, backend));
        try {
            Files.write(scratch.resolve("texts"), texts);
            Process process =
                    new ProcessBuilder(command)
                            .redirectInput(scratch.resolve("texts").toFile())
                            .redirectOutput(scratch.resolve("output").toFile())
                            .redirectError(scratch.resolve("errors").toFile())
                            .start();
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended).as("%s ends within %d minutes", command, MINUTES).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(scratch.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
