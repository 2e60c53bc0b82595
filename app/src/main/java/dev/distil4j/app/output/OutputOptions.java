package dev.distil4j.app.output;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say how results are written. */
public final class OutputOptions {

    @ArgGroup(exclusive = true)
    private @Nullable Json json;

    private static final class Json {
        @Option(
                names = "--json",
                description = {
                    "Write JSON: the result of the one TEXT, or an array",
                    "with the results of several, of a file or of standard input."
                })
        private boolean whole;

        @Option(
                names = "--jsonl",
                description = "Write one JSON object a line, with its text, as results come.")
        private boolean lines;
    }

    /**
     * The format that was asked for.
     *
     * @param single whether there is one text and no more
     * @param table for a person
     * @param value what --json writes for a text
     * @param line what --jsonl writes for a text
     */
    public <R> Format<R> format(
            boolean single, Format<R> table, JsonWriter<R> value, JsonWriter<R> line) {
        if (json != null && json.whole) {
            return single ? new JsonValueFormat<>(value) : new JsonFormat<>(value);
        }
        return json != null && json.lines ? new JsonLinesFormat<>(line) : table;
    }
}
