package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One strict JSON object, or array, in UTF-8, walked value by value: no duplicate keys, bounded nesting,
 * nothing behind the object but white space.
 *
 * <p>Every method for a value finds the parser at its first token and leaves it at its last one.
 */
final class JsonReader implements AutoCloseable {

    /** The ways in which a document can be wrong. */
    enum Fault {
        UNREADABLE,
        NOT_UTF8,
        SYNTAX,
        TOO_DEEP,
        DUPLICATE_KEY,
        WRONG_TYPE,
        BAD_NUMBER
    }

    /** Turns a fault into the exception of the file that is being read. */
    @FunctionalInterface
    interface Complaint {
        /** The exception; {@code place} is half a sentence that says what is wrong, and where. */
        LoaderException of(Fault fault, String place, @Nullable Throwable cause);
    }

    /** A number as it is written, since a file may hold more digits than any Java type. */
    record Numeral(String text) {}

    private static final int MAX_DEPTH = 64;

    // Strings and names are bounded by the size of the file; depth is bounded here, with a message.
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(2 * MAX_DEPTH)
                                    .maxStringLength(Integer.MAX_VALUE)
                                    .maxNameLength(Integer.MAX_VALUE)
                                    .build())
                    .build();

    private final JsonParser parser;
    private final Complaint complaint;
    private int depth;

    JsonReader(InputStream utf8, Complaint complaint) {
        this.complaint = complaint;
        // A decoder of our own: Jackson would guess UTF-16 and UTF-32, and mend what is malformed.
        var reader = new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder());
        this.parser = guarded(() -> FACTORY.createParser(ObjectReadContext.empty(), reader));
    }

    /** The whole document: one object, each field handed to {@code field} by its name. */
    void document(Consumer<String> field) {
        document(() -> object("the document", field));
    }

    /** The whole document, if it is one array; {@code element} must consume one at each call. */
    void documentOfMany(Runnable element) {
        document(() -> array("the document", element));
    }

    private void document(Runnable content) {
        if (next() == null) {
            throw complaint.of(Fault.SYNTAX, "there is no JSON in it", null);
        }
        content.run();
        if (next() != null) {
            throw fault(Fault.SYNTAX, "something stands behind the end");
        }
    }

    /** An object; {@code field} gets each name in turn and must consume its value. */
    void object(String what, Consumer<String> field) {
        require(JsonToken.START_OBJECT, what, "an object");
        descend();
        Set<String> names = new HashSet<>();
        while (next() != JsonToken.END_OBJECT) {
            String name = guarded(parser::currentName);
            if (!names.add(name)) {
                throw fault(
                        Fault.DUPLICATE_KEY,
                        "the key " + Quoted.quote(name) + " stands twice in one object");
            }
            next();
            field.accept(name);
        }
        depth--;
    }

    /** An array; {@code element} must consume one element at each call. */
    void array(String what, Runnable element) {
        require(JsonToken.START_ARRAY, what, "an array");
        descend();
        while (next() != JsonToken.END_ARRAY) {
            element.run();
        }
        depth--;
    }

    /** A string. */
    String string(String what) {
        require(JsonToken.VALUE_STRING, what, "a string");
        return wellFormed(guarded(parser::getString));
    }

    /** A whole number from 0 to 2<sup>63</sup> - 1. */
    long unsigned(String what) {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType(what, "a whole number");
        }
        String digits = guarded(parser::getString);
        try {
            if (!digits.startsWith("-")) {
                return Long.parseLong(digits);
            }
        } catch (NumberFormatException e) {
            // Fractional, in scientific notation, or too large: refused below.
        }
        throw fault(
                Fault.BAD_NUMBER,
                what + " is " + Quoted.plain(digits, 40) + " but must be a whole number from 0 up");
    }

    boolean isString() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    /** Reads over a value of any kind, which must be as strict as the rest. */
    void skip() {
        switch (parser.currentToken()) {
            case START_OBJECT -> object("the value", name -> skip());
            case START_ARRAY -> array("the value", this::skip);
            default -> scalar();
        }
    }

    /**
     * A value of any kind as {@link Map}, {@link List}, {@link String}, {@link Numeral}, {@link
     * Boolean} or null.
     */
    @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> fields = new LinkedHashMap<>();
                object("the value", name -> fields.put(name, value()));
                yield Collections.unmodifiableMap(fields);
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                array("the value", () -> elements.add(value()));
                yield Collections.unmodifiableList(elements);
            }
            default -> scalar();
        };
    }

    private @Nullable Object scalar() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> string("the value");
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> new Numeral(guarded(parser::getString));
        };
    }

    private void descend() {
        if (++depth > MAX_DEPTH) {
            throw fault(
                    Fault.TOO_DEEP,
                    "objects and arrays are nested more than " + MAX_DEPTH + " deep");
        }
    }

    private void require(JsonToken token, String what, String wanted) {
        if (parser.currentToken() != token) {
            throw wrongType(what, wanted);
        }
    }

    private LoaderException wrongType(String what, String wanted) {
        String found =
                switch (parser.currentToken()) {
                    case START_OBJECT -> "an object";
                    case START_ARRAY -> "an array";
                    case VALUE_STRING -> "the string " + Quoted.quote(string(what));
                    default -> Quoted.plain(guarded(parser::getString), 40);
                };
        return fault(Fault.WRONG_TYPE, what + " must be " + wanted + " but is " + found);
    }

    /**
     * The text, unless an escape such as {@code \}{@code ud800} left half a character in it, which
     * Jackson refuses in names only.
     */
    private String wellFormed(String text) {
        if (text.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw fault(Fault.SYNTAX, "half a surrogate pair is escaped in " + Quoted.quote(text));
        }
        return text;
    }

    private @Nullable JsonToken next() {
        return guarded(parser::nextToken);
    }

    private <T extends @Nullable Object> T guarded(Supplier<T> step) {
        try {
            return step.get();
        } catch (JacksonIOException e) {
            IOException cause = e.getCause();
            throw cause instanceof CharacterCodingException
                    ? complaint.of(Fault.NOT_UTF8, "it is not valid UTF-8", e)
                    : complaint.of(Fault.UNREADABLE, "it cannot be read (" + cause + ")", e);
        } catch (StreamConstraintsException e) {
            throw complaint.of(Fault.BAD_NUMBER, "a number has too many digits" + at(e), e);
        } catch (JacksonException e) {
            String reason = Quoted.plain(String.valueOf(e.getOriginalMessage()), 200);
            throw complaint.of(Fault.SYNTAX, "invalid JSON" + at(e) + " (" + reason + ")", e);
        }
    }

    private static String at(JacksonException e) {
        var location = e.getLocation();
        return location == null ? "" : at(location.getLineNr(), location.getColumnNr());
    }

    private static String at(int line, int column) {
        return " at line " + line + ", column " + column;
    }

    private LoaderException fault(Fault fault, String sentence) {
        var location = parser.currentTokenLocation();
        String place = at(location.getLineNr(), location.getColumnNr());
        return complaint.of(fault, sentence + place, null);
    }

    @Override
    public void close() {
        parser.close();
    }
}
