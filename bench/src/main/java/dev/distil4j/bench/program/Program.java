package dev.distil4j.bench.program;

import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;

/** A program of the command line: what it lacks is told in a sentence. */
public final class Program {

    private static final int FAILED = 1;

    private Program() {}

    /** Runs it and ends the JVM with its status. */
    public static void main(Callable<Integer> program, String... args) {
        System.exit(commandLine(program).execute(args));
    }

    static CommandLine commandLine(Callable<Integer> program) {
        return new CommandLine(program)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Program::tell);
    }

    private static int tell(Exception failure, CommandLine command, ParseResult given)
            throws Exception {
        if (failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof IllegalStateException
                || failure instanceof IllegalArgumentException) {
            command.getErr().println(command.getCommandName() + ": " + sentence(failure));
            return FAILED;
        }
        throw failure;
    }

    /** A missing file's message is but its name. */
    private static String sentence(Exception failure) {
        return failure instanceof NoSuchFileException
                ? "there is no file " + failure.getMessage()
                : String.valueOf(failure.getMessage());
    }
}
