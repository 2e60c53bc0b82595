package dev.distil4j.loaders;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The header of a safetensors file as the reference writes it: no white space, few escapes. */
final class HeaderJson {

    private final StringBuilder json = new StringBuilder("{");

    void metadata(Map<String, String> metadata) {
        key("__metadata__").append('{');
        metadata.forEach((key, value) -> string(key(key), value));
        json.append('}');
    }

    void tensor(String name, DType dtype, List<Long> shape, long begin, long end) {
        key(name).append("{\"dtype\":\"").append(dtype).append("\",\"shape\":[");
        json.append(shape.stream().map(Object::toString).collect(Collectors.joining(",")));
        json.append("],\"data_offsets\":[").append(begin).append(',').append(end).append("]}");
    }

    /** The whole header, padded so that the data begins at a multiple of 8 bytes. */
    byte[] bytes() {
        byte[] header = (json + "}").getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(header, Math.ceilDiv(header.length, 8) * 8);
        Arrays.fill(padded, header.length, padded.length, (byte) ' ');
        return padded;
    }

    private StringBuilder key(String key) {
        if (json.charAt(json.length() - 1) != '{') {
            json.append(',');
        }
        string(json, key);
        return json.append(':');
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
