package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a JSON configuration file, each asked for by its name and its type. A field that
 * is null counts as absent, since Hugging Face writes its defaults so.
 */
final class ConfigFields {

    static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final String origin;
    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    ConfigFields(byte[] file, String origin) {
        this.origin = origin;
        try (var json = new JsonReader(new ByteArrayInputStream(file), faultsIn(origin))) {
            json.document(name -> fields.put(name, json.value()));
        }
    }

    /** What to say of a file that is not the JSON that it should be. */
    static JsonReader.Complaint faultsIn(String origin) {
        return (fault, place, cause) ->
                new ConfigException(
                        origin + ": " + place + "; mend it or download the file again", cause);
    }

    /** The fields of a file, or none if there is no such file. */
    static ConfigFields of(Path file) {
        byte[] bytes = Files.exists(file) ? SmallFile.read(file, ConfigException::new) : NOTHING;
        return new ConfigFields(bytes, file.toString());
    }

    /** The fields of an object inside a file; {@code origin} says where it is. */
    ConfigFields(Map<String, ? extends @Nullable Object> fields, String origin) {
        this.origin = origin;
        this.fields.putAll(fields);
    }

    /** The fields of an object inside this one. */
    ConfigFields nested(String name, Map<?, ?> object) {
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        object.forEach((key, value) -> nested.put(String.valueOf(key), value));
        return new ConfigFields(nested, origin + ": " + name);
    }

    /** What messages call the file, and the place in it. */
    String origin() {
        return origin;
    }

    /** The names of all fields, in the file's order. */
    Set<String> names() {
        return fields.keySet();
    }

    boolean has(String name) {
        return fields.get(name) != null;
    }

    @Nullable Object value(String name) {
        return fields.get(name);
    }

    /** A whole number from {@code min} to {@code max} that must be there. */
    int size(String name, int min, int max) {
        Object value = fields.get(name);
        if (value == null) {
            throw missing(name);
        }
        return whole(name, value, min, max);
    }

    /** A whole number from {@code min} to {@code max}, or the default. */
    int size(String name, int min, int max, int absent) {
        Object value = fields.get(name);
        return value == null ? absent : whole(name, value, min, max);
    }

    private int whole(String name, Object value, int min, int max) {
        if (value instanceof Numeral(String digits)) {
            try {
                int number = Integer.parseInt(digits);
                if (min <= number && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // Fractional or beyond int: refused below like every other number out of range.
            }
        }
        throw wrong(name, value, "a whole number from " + min + " to " + max);
    }

    /** A number from 0 to 1, or the default. */
    double fraction(String name, double absent) {
        Object value = fields.get(name);
        if (value == null) {
            return absent;
        }
        if (value instanceof Numeral(String digits)) {
            double number = Double.parseDouble(digits);
            if (0 <= number && number <= 1) {
                return number;
            }
        }
        throw wrong(name, value, "a number from 0 to 1");
    }

    @Nullable Boolean flag(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(name, value, "true or false");
    }

    boolean flag(String name, boolean absent) {
        Boolean value = flag(name);
        return value == null ? absent : value;
    }

    @Nullable String text(String name) {
        Object value = fields.get(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(name, value, "a string");
    }

    String requiredText(String name) {
        String value = text(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    /** One of the given strings, or null if the field is absent. */
    @Nullable String oneOf(String name, List<String> known) {
        String value = text(name);
        if (value != null && !known.contains(value)) {
            throw wrong(name, value, String.join(" or ", known));
        }
        return value;
    }

    /** A list of strings; empty if the field is absent. */
    List<String> texts(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrong(name, value, "a list of strings");
    }

    /** Strings under the keys "0" to "n-1", by their number; null if the field is absent. */
    @Nullable List<String> textsById(String name) {
        Object value = fields.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw wrong(
                    name, value, "an object such as {\"0\": \"NEGATIVE\", \"1\": \"POSITIVE\"}");
        }
        List<String> texts = new ArrayList<>();
        for (int id = 0; id < map.size(); id++) {
            String field = name + "[\"" + id + "\"]";
            Object text = map.get(Integer.toString(id));
            if (text == null) {
                throw new ConfigException(
                        origin
                                + ": "
                                + field
                                + " is missing among its "
                                + map.size()
                                + " entries; number them 0 to "
                                + (map.size() - 1)
                                + " without a gap");
            }
            if (!(text instanceof String label)) {
                throw wrong(field, text, "a string");
            }
            texts.add(label);
        }
        return texts;
    }

    ConfigException missing(String name) {
        return new ConfigException(
                origin
                        + ": field '"
                        + name
                        + "' is missing; add it or use the config file that belongs to the model");
    }

    /** A value that is allowed, but that nothing here can honour. */
    ConfigException unsupportedValue(String name, String value, String cure) {
        return new ConfigException(
                origin
                        + ": field '"
                        + name
                        + "' is "
                        + Quoted.quote(value)
                        + ", which is not supported; "
                        + cure);
    }

    /** A part of a type that nothing here can honour. */
    ConfigException unsupported(String type, String supported) {
        return new ConfigException(
                origin
                        + ": the type "
                        + Quoted.plain(type, 200)
                        + " is not supported; use a tokenizer with "
                        + supported);
    }

    ConfigException complaint(String sentence) {
        return new ConfigException(
                origin + ": " + sentence + "; correct it or download the file again");
    }

    ConfigException wrong(String name, @Nullable Object value, String wanted) {
        return new ConfigException(
                origin
                        + ": field '"
                        + name
                        + "' is "
                        + shown(value)
                        + " but must be "
                        + wanted
                        + "; correct it or download the file again");
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "absent";
            case String text -> Quoted.quote(text);
            case Numeral(String digits) -> Quoted.plain(digits, 40);
            case List<?> list -> "a list of " + list.size();
            case Map<?, ?> map -> "an object with " + map.size() + " entries";
            default -> value.toString();
        };
    }
}
