package dev.distil4j.app.input;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.ExitCode;
import dev.distil4j.app.console.Failure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * A question and its context a line, {@code {"question": …, "context": …}}; other fields and empty
 * lines are read over.
 */
final class QuestionLines implements Inputs {

    private final JsonFactory factory =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final LineReader lines;
    private final long size;

    /**
     * Reads from {@code lines}.
     *
     * @param size bytes in all; 0 if nobody knows
     */
    QuestionLines(LineReader lines, long size) {
        this.lines = lines;
        this.size = size;
    }

    @Override
    public @Nullable Item next() {
        String line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : new Item(pair(line), lines.place());
    }

    private TextInput pair(String line) {
        String question = null;
        String context = null;
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw refused("but this is none", null);
            }
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                json.nextToken();
                switch (name) {
                    case "question" -> question = string(json, name);
                    case "context" -> context = string(json, name);
                    default -> json.skipChildren();
                }
            }
            if (json.nextToken() != null) {
                throw refused("but here is more than one", null);
            }
        } catch (JacksonException e) {
            throw refused("but this is no JSON: " + e.getOriginalMessage(), e);
        }
        if (question == null || context == null) {
            String missing = question == null ? "question" : "context";
            throw refused("but here is no \"%s\"".formatted(missing), null);
        }
        return TextInput.pair(question, context);
    }

    private String string(JsonParser json, String name) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw refused("but \"%s\" is no string".formatted(name), null);
        }
        return json.getString();
    }

    private Failure refused(String complaint, @Nullable Throwable cause) {
        return new Failure(
                ExitCode.DATA,
                "%s: each line is a JSON object with \"question\" and \"context\", %s"
                        .formatted(lines.place(), complaint),
                cause);
    }

    @Override
    public boolean ready() {
        return lines.ready();
    }

    @Override
    public long position() {
        return lines.position();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {
        lines.close();
    }
}
