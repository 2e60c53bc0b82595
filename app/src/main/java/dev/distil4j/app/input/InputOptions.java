package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
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

    /** Whether texts stand on the command line. */
    public boolean isGiven() {
        return !texts.isEmpty();
    }

    /** Whether there is a single text on the command line, which has a result and not a list. */
    public boolean isSingle() {
        return texts.size() == 1;
    }

    /**
     * Opens the texts that the options name.
     *
     * @throws Failure if they contradict each other or the file can't be read
     */
    public Inputs open(Streams streams) {
        return open(streams, new PairOptions());
    }

    /**
     * Opens the texts, or pairs of texts, that the options name.
     *
     * @throws Failure if they contradict each other or the file can't be read
     */
    public Inputs open(Streams streams, PairOptions pairs) {
        if (!texts.isEmpty() && file != null) {
            throw Failure.usage("give the texts or --file, not both");
        }
        pairs.check(texts.size());
        if (!texts.isEmpty()) {
            return new ArgumentInputs(texts.stream().map(pairs::input).toList());
        }
        if (file != null && !file.getPath().equals(STANDARD_INPUT)) {
            return new TextFile(file).lines(pairs.lines());
        }
        if (streams.terminal().in()) {
            streams.tell("type a text and press Enter; Ctrl-D ends (see --help for more ways)");
        }
        return new LineInputs(new LineReader(streams.in(), "standard input"), pairs.lines(), 0);
    }

    /**
     * Opens what the options name; several texts on the command line are one, with spaces between.
     *
     * @throws Failure if they contradict each other or the file can't be read
     */
    public Inputs openJoined(Streams streams) {
        return texts.isEmpty()
                ? open(streams)
                : new ArgumentInputs(List.of(TextInput.of(String.join(" ", texts))));
    }
}
