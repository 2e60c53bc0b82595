package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A {@code model.safetensors.index.json}: which file holds which tensor.
 *
 * @param weight_map the names of the files, relative to the index, by the names of the tensors
 * @param metadata what the index notes beside it, such as {@code total_size}; numbers as they are
 *     written there
 */
record ShardIndex(Map<String, String> weight_map, Map<String, String> metadata) {

    /** Makes the exception of whoever reads the index and knows who could mend it. */
    @FunctionalInterface
    interface Refusal {
        /** The exception; {@code cure} is what helps with an index of one's own. */
        LoaderException of(String sentence, String cure, @Nullable Throwable cause);
    }

    static ShardIndex parse(byte[] file, String origin, Refusal refusal) {
        Map<String, String> weightMap = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        JsonReader.Complaint complaint =
                (fault, place, cause) ->
                        refusal.of(
                                origin + ": " + place, "mend it or download the file again", cause);
        try (var json = new JsonReader(new ByteArrayInputStream(file), complaint)) {
            json.document(
                    field -> {
                        switch (field) {
                            case "weight_map" -> weights(json, weightMap, origin, refusal);
                            case "metadata" -> notes(json, metadata);
                            default -> json.skip();
                        }
                    });
        }
        if (weightMap.isEmpty()) {
            throw refusal.of(
                    origin + ": there is no weight_map that names a file",
                    "use the index that belongs to the model",
                    null);
        }
        return new ShardIndex(weightMap, metadata);
    }

    /** The names of the files, each once. */
    Set<String> files() {
        return new LinkedHashSet<>(weight_map.values());
    }

    private static void weights(
            JsonReader json, Map<String, String> weightMap, String origin, Refusal refusal) {
        json.object(
                "weight_map",
                tensor -> {
                    String shard = json.string("the file of tensor " + Quoted.quote(tensor));
                    if (!staysInside(shard)) {
                        throw refusal.of(
                                origin
                                        + ": tensor "
                                        + Quoted.quote(tensor)
                                        + " lies in "
                                        + Quoted.quote(shard)
                                        + ", which is no file in the folder of the index",
                                "put it there and give its bare name",
                                null);
                    }
                    weightMap.put(tensor, shard);
                });
    }

    /** Whether a name, of whatever system, leads down from the folder or nowhere. */
    private static boolean staysInside(String shard) {
        for (String part : shard.split("[/\\\\]", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.contains(":")) {
                return false;
            }
        }
        try {
            return Path.of(shard).getRoot() == null;
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static void notes(JsonReader json, Map<String, String> metadata) {
        if (json.isNull()) {
            return;
        }
        json.object(
                "metadata",
                key -> {
                    switch (json.value()) {
                        case String text -> metadata.put(key, text);
                        case Numeral(String digits) -> metadata.put(key, digits);
                        case null, default -> {}
                    }
                });
    }
}
