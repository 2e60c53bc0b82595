package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The files that a {@code *.safetensors.index.json} names, each once. */
final class HubShards {

    private HubShards() {}

    static Set<String> named(Path index) {
        Set<String> files = new LinkedHashSet<>();
        byte[] content =
                SmallFile.read(
                        index,
                        (message, cause) ->
                                new HubException(HubException.Kind.INDEX, message, cause));
        JsonReader.Complaint complaint =
                (fault, place, cause) ->
                        refused(index + ": " + place, "ask its authors to mend it", cause);
        try (var json = new JsonReader(new ByteArrayInputStream(content), complaint)) {
            json.document(
                    field -> {
                        if (field.equals("weight_map")) {
                            json.object(field, tensor -> files.add(json.string("a shard's name")));
                        } else {
                            json.skip();
                        }
                    });
        }
        if (files.isEmpty()) {
            throw refused(index + ": its weight_map names no file", "choose another model", null);
        }
        return files;
    }

    private static HubException refused(String what, String cure, @Nullable Throwable cause) {
        return new HubException(HubException.Kind.INDEX, what + "; " + cure, cause);
    }
}
