package dev.distil4j.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.distil4j.app.console.Output;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.console.Terminal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What a command did, run in this JVM. */
record Run(int exitCode, String out, String err) {

    static final Terminal SCREEN = new Terminal(true, true, true, 40, true);

    static Run distil(String... args) {
        return onInput("", args);
    }

    static Run onInput(String input, String... args) {
        return onBytes(input.getBytes(UTF_8), args);
    }

    static Run onBytes(byte[] input, String... args) {
        return on(Terminal.none(), input, args);
    }

    static Run on(Terminal terminal, byte[] input, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Distil.run(
                        new Streams(
                                new ByteArrayInputStream(input),
                                new Output(out),
                                new PrintStream(err, true, UTF_8),
                                terminal),
                        args);
        return new Run(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** The results with the scores cut to the digits that all backends share. */
    String shortOut() {
        return out.replaceAll("(\\d\\.\\d{4})\\d*", "$1");
    }
}
