package dev.distil4j.loaders;

import dev.distil4j.loaders.JsonReader.Numeral;

import java.io.ByteArrayInputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code model.safetensors.index.json}: which file holds which tensor.
 *
 * @param weight_map the names of the files, relative to the index, by the names of the tensors
 * @param metadata what the index notes beside it, such as {@code total_size}; numbers as they are
 *     written there
 */
record ShardIndex(Map<String, String> weight_map, Map<String, String> metadata) {

    static ShardIndex parse(byte[] file, String origin) {
        Map<String, String> weightMap = new LinkedHashMap<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        List<String> found = new ArrayList<>();
        JsonReader.Complaint complaint =
                (fault, place, cause) ->
                        new ShardException(
                                origin + ": " + place + "; mend it or download the file again",
                                cause);
        try (var json = new JsonReader(new ByteArrayInputStream(file), complaint)) {
            json.document(
                    field -> {
                        found.add(field);
                        switch (field) {
                            case "weight_map" -> weights(json, weightMap, origin);
                            case "metadata" -> notes(json, metadata);
                            default -> json.skip();
                        }
                    });
        }
        if (!found.contains("weight_map")) {
            throw new ShardException(
                    origin + ": there is no weight_map; use the index that belongs to the model",
                    null);
        }
        return new ShardIndex(weightMap, metadata);
    }

    private static void weights(JsonReader json, Map<String, String> weightMap, String origin) {
        json.object(
                "weight_map",
                tensor -> {
                    String shard = json.string("the file of tensor " + Quoted.quote(tensor));
                    if (!staysInside(shard)) {
                        throw new ShardException(
                                origin
                                        + ": tensor "
                                        + Quoted.quote(tensor)
                                        + " lies in "
                                        + Quoted.quote(shard)
                                        + ", which is no file in the folder of the index; put it"
                                        + " there and give its bare name",
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
