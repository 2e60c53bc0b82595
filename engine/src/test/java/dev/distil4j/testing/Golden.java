package dev.distil4j.testing;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The committed numbers of the reference implementation, and the checkpoints they belong to. */
public final class Golden {

    private Golden() {}

    /** The golden of that file name. */
    public static JsonNode read(String name) {
        try (InputStream stream = resource(name).openStream()) {
            return JsonMapper.shared().readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of a committed checkpoint. */
    public static Path folder(String name) {
        try {
            URI place = resource(name).toURI();
            return Path.of(place);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The numbers of an array. */
    public static int[] ints(JsonNode array) {
        return array.valueStream().mapToInt(JsonNode::intValue).toArray();
    }

    private static URL resource(String name) {
        return Objects.requireNonNull(
                Golden.class.getResource("/goldens/" + name), "no golden " + name);
    }
}
