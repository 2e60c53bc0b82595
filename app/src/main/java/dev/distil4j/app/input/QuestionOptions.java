package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.Failure;
import dev.distil4j.app.console.Streams;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The options that say what is asked about which text. */
public final class QuestionOptions {

    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "QUESTION",
            arity = "0..*",
            description = {
                "Questions about the one context. Without any, they are read",
                "from standard input, as from --file."
            })
    private final List<String> questions = new ArrayList<>();

    @ArgGroup(exclusive = true)
    private @Nullable Context context;

    private static final class Context {
        @Option(
                names = {"-c", "--context"},
                paramLabel = "TEXT",
                description = "The text that has the answer.")
        private @Nullable String text;

        @Option(
                names = "--context-file",
                paramLabel = "FILE",
                description = "Read the text that has the answer from FILE, in UTF-8.")
        private @Nullable File file;

        private String read() {
            return file == null ? Objects.requireNonNull(text) : new TextFile(file).whole();
        }
    }

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = {
                "Read questions from FILE, a JSON object a line:",
                "{\"question\": \"…\", \"context\": \"…\"}."
            })
    private @Nullable File file;

    /** Whether there is a single question on the command line, which has a result and not a list. */
    public boolean isSingle() {
        return questions.size() == 1;
    }

    /**
     * Opens the questions that the options name; each is a pair of the question and its context.
     *
     * @throws Failure if they contradict each other or a file can't be read
     */
    public Inputs open(Streams streams) {
        if (questions.isEmpty() == (context != null)) {
            throw Failure.usage(
                    context == null
                            ? "a QUESTION needs --context or --context-file"
                            : "the context is there, but no QUESTION");
        }
        if (context != null && file != null) {
            throw Failure.usage("give questions with a context or --file, not both");
        }
        if (context != null) {
            String text = context.read();
            return new ArgumentInputs(
                    questions.stream().map(question -> TextInput.pair(question, text)).toList());
        }
        if (file != null && !file.getPath().equals(STANDARD_INPUT)) {
            LineReader lines = new LineReader(new TextFile(file).open(), file.getPath());
            return new QuestionLines(lines, file.length());
        }
        if (streams.terminal().in()) {
            streams.tell(
                    "type {\"question\": \"…\", \"context\": \"…\"} and press Enter; Ctrl-D ends"
                            + " (see --help for more ways)");
        }
        return new QuestionLines(new LineReader(streams.in(), "standard input"), 0);
    }
}
