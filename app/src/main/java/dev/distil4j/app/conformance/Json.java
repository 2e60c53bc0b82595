package dev.distil4j.app.conformance;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small JSON object with a place in its file, for messages.
 *
 * @param fields its values: strings, doubles, booleans, {@link Map}s and {@link List}s
 * @param place such as {@code figures.json, figure 3}
 */
record Json(Map<String, Object> fields, String place) {

    /**
     * The object that is the text.
     *
     * @throws IllegalArgumentException with a sentence, if it is no JSON object
     */
    static Json parse(String text, String place) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
            return object(value(parser, parser.nextToken()), place);
        } catch (StreamReadException e) {
            throw new IllegalArgumentException(
                    "%s: this is no JSON: %s".formatted(place, e.getOriginalMessage()), e);
        }
    }

    private static @Nullable Object value(JsonParser parser, @Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                    Object value = value(parser, parser.nextToken());
                    if (value != null) {
                        fields.put(name, value);
                    }
                }
                yield fields;
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken();
                        next != JsonToken.END_ARRAY;
                        next = parser.nextToken()) {
                    elements.add(value(parser, next));
                }
                yield elements;
            }
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> null;
        };
    }

    private static Json object(@Nullable Object value, String place) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(place + ": a JSON object should stand here");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((name, field) -> fields.put((String) name, field));
        return new Json(fields, place);
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String string(String name) {
        return field(name, String.class, "a string");
    }

    double number(String name) {
        return field(name, Double.class, "a number");
    }

    Json object(String name) {
        return object(field(name, Map.class, "an object"), place);
    }

    /** The objects of an array; their places say which they are. */
    List<Json> objects(String name, String each) {
        List<Json> objects = new ArrayList<>();
        for (Object element : field(name, List.class, "an array")) {
            objects.add(object(element, "%s, %s %d".formatted(place, each, objects.size() + 1)));
        }
        return objects;
    }

    private <T> T field(String name, Class<T> type, String what) {
        Object value = fields.get(name);
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "%s: '%s' should be here, %s".formatted(place, name, what));
        }
        return type.cast(value);
    }
}
