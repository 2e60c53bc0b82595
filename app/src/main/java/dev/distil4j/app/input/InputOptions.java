package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;
import dev.distil4j.tokenizer.Truncation;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The options that say what a command works on. */
public final class InputOptions {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "TEXT",
            arity = "0..*",
            description = "Texts. Without any, they are read from standard input, one a line.")
    private final List<String> texts = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = {
                "Read the texts from FILE, one a line, in UTF-8;",
                "an empty line is an empty text."
            })
    private @Nullable File file;

    @Option(
            names = "--pair",
            paramLabel = "TEXT",
            description = "The second text that goes with the one TEXT.")
    private @Nullable String pair;

    @Option(names = "--pairs", description = "Each line is two texts with a tab between them.")
    private boolean pairs;

    @Option(
            names = "--truncate",
            description = "Cut texts that are too long for the model; else they are an error.")
    private boolean truncate;

    /** What is done to texts that are too long. */
    public Truncation truncation() {
        return truncate ? Truncation.LONGEST_FIRST : Truncation.ERROR;
    }

    /** Whether there is a single text on the command line, which has a result and not a list. */
    public boolean isSingle() {
        return texts.size() == 1;
    }

    /**
     * Opens what the options name.
     *
     * @throws Failure if they contradict each other or the file can't be read
     */
    public Inputs open(Streams streams) {
        check();
        if (!texts.isEmpty()) {
            return new ArgumentInputs(
                    texts.stream().map(text -> new TextInput(text, pair)).toList());
        }
        if (file != null && !file.getPath().equals(STANDARD_INPUT)) {
            return new LineInputs(new LineReader(open(file), file.getPath()), pairs, file.length());
        }
        if (streams.terminal().in()) {
            streams.tell("type a text and press Enter; Ctrl-D ends (see --help for more ways)");
        }
        return new LineInputs(new LineReader(streams.in(), "standard input"), pairs, 0);
    }

    private void check() {
        if (!texts.isEmpty() && file != null) {
            throw Failure.usage("give the texts or --file, not both");
        }
        if (pair != null && texts.size() != 1) {
            throw Failure.usage("--pair goes with exactly one TEXT, not " + texts.size());
        }
        if (pairs && !texts.isEmpty()) {
            throw Failure.usage("--pairs is about lines of a file; for two texts, use --pair");
        }
    }

    private static InputStream open(File file) {
        if (!file.exists()) {
            throw unreadable("there is no file '%s'", file, null);
        }
        if (file.isDirectory()) {
            throw unreadable("'%s' is a folder; name a file with one text a line", file, null);
        }
        try {
            // Not Files.newInputStream: only this one tells how much a named pipe holds.
            return new FileInputStream(file);
        } catch (FileNotFoundException e) {
            throw unreadable("'%s' can't be read; look at its permissions", file, e);
        }
    }

    private static Failure unreadable(String sentence, File file, @Nullable Throwable cause) {
        return new Failure(ExitCode.NO_INPUT, sentence.formatted(file), cause);
    }
}
