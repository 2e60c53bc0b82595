package dev.distil4j.bench.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;

/** What a program of the command line lacks is told in a sentence; a defect keeps its trace. */
final class ProgramTest {

    /** Fails as it is told to. */
    @Command(name = "measure")
    private record Failing(Exception failure) implements Callable<Integer> {

        @Override
        public Integer call() throws Exception {
            throw failure;
        }
    }

    private static String told(Exception failure) {
        var err = new StringWriter();
        int status =
                Program.commandLine(new Failing(failure))
                        .setErr(new PrintWriter(err, true))
                        .execute();
        assertThat(status).isEqualTo(1);
        return err.toString().strip();
    }

    @Test
    void whatIsMissingIsToldInALine() {
        assertThat(told(new IOException("there is no disk")))
                .isEqualTo("measure: there is no disk");
        assertThat(told(new IllegalStateException("X is not set")))
                .isEqualTo("measure: X is not set");
    }

    @Test
    void aFileThatIsMissingIsCalledSo() {
        assertThat(told(new NoSuchFileException("results")))
                .isEqualTo("measure: there is no file results");
    }

    @Test
    void aDefectKeepsItsTrace() {
        assertThat(told(new IndexOutOfBoundsException("5")))
                .contains("IndexOutOfBoundsException: 5", "\tat ");
    }
}
