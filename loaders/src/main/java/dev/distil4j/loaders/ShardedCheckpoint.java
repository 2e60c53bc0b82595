package dev.distil4j.loaders;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A checkpoint in several safetensors files, which a {@code model.safetensors.index.json} beside
 * them joins.
 *
 * <p>Index and files must agree: every tensor of the index lies in the file that it names, and
 * nothing else lies there. The index's {@code total_size} is not held against the files, since
 * versions of transformers differ in how they count tensors that share their values.
 */
public final class ShardedCheckpoint implements Checkpoint {

    private final String origin;
    private final List<SafetensorsFile> shards;
    private final Map<String, NamedTensor> tensors;
    private final Map<String, String> metadata;

    private ShardedCheckpoint(
            String origin,
            List<SafetensorsFile> shards,
            Map<String, NamedTensor> tensors,
            Map<String, String> metadata) {
        this.origin = origin;
        this.shards = shards;
        this.tensors = Collections.unmodifiableMap(tensors);
        this.metadata = Collections.unmodifiableMap(metadata);
    }

    /**
     * Maps all files of an index into memory.
     *
     * @param index a {@code model.safetensors.index.json}
     * @throws ShardException if it cannot be read, is no index, names a file outside its folder or
     *     one that is not there, or contradicts a file
     * @throws SafetensorsException if a file breaks a rule of its format
     */
    public static ShardedCheckpoint open(Path index) {
        String origin = index.toString();
        var parsed =
                ShardIndex.parse(
                        SmallFile.read(index, ShardException::new),
                        origin,
                        (sentence, cure, cause) ->
                                new ShardException(sentence + "; " + cure, cause));
        Map<String, SafetensorsFile> shards = new LinkedHashMap<>();
        try {
            for (String shard : parsed.files()) {
                shards.put(shard, open(index, shard));
            }
            var tensors = join(parsed, shards, origin);
            return new ShardedCheckpoint(
                    origin, List.copyOf(shards.values()), tensors, parsed.metadata());
        } catch (RuntimeException | Error e) {
            shards.values().forEach(SafetensorsFile::close);
            throw e;
        }
    }

    private static SafetensorsFile open(Path index, String shard) {
        Path file = index.resolveSibling(shard);
        if (!Files.exists(file)) {
            throw new ShardException(
                    index
                            + ": the file "
                            + Quoted.quote(shard)
                            + " that it names is missing; download it into the same folder",
                    null);
        }
        return SafetensorsFile.open(file);
    }

    private static Map<String, NamedTensor> join(
            ShardIndex index, Map<String, SafetensorsFile> shards, String origin) {
        Map<String, NamedTensor> tensors = new LinkedHashMap<>();
        index.weight_map()
                .forEach(
                        (name, shard) ->
                                tensors.put(
                                        name,
                                        Objects.requireNonNull(shards.get(shard))
                                                .tensor(name)
                                                .orElseThrow(
                                                        () ->
                                                                lacking(
                                                                        origin, name, shard,
                                                                        shards))));
        List<String> surplus = new ArrayList<>();
        shards.forEach(
                (shard, file) -> {
                    for (String name : file.names()) {
                        String due = index.weight_map().get(name);
                        if (due == null) {
                            surplus.add(Quoted.quote(name) + " in " + Quoted.quote(shard));
                        } else if (!due.equals(shard)) {
                            throw twice(origin, name, due, shard);
                        }
                    }
                });
        if (!surplus.isEmpty()) {
            throw complaint(origin, "it does not list " + Quoted.list(surplus));
        }
        return tensors;
    }

    private static ShardException lacking(
            String origin, String name, String shard, Map<String, SafetensorsFile> shards) {
        List<String> elsewhere = new ArrayList<>();
        shards.forEach(
                (other, file) -> {
                    if (file.tensor(name).isPresent()) {
                        elsewhere.add(Quoted.quote(other));
                    }
                });
        return complaint(
                origin,
                "it places tensor "
                        + Quoted.quote(name)
                        + " in "
                        + Quoted.quote(shard)
                        + ", which does not have it"
                        + (elsewhere.isEmpty() ? "" : ", but " + Quoted.list(elsewhere) + " does"));
    }

    private static ShardException twice(String origin, String name, String due, String shard) {
        return complaint(
                origin,
                "tensor "
                        + Quoted.quote(name)
                        + " lies both in "
                        + Quoted.quote(due)
                        + ", where it is due, and in "
                        + Quoted.quote(shard));
    }

    private static ShardException complaint(String origin, String sentence) {
        return new ShardException(
                origin + ": " + sentence + "; download index and files of one version", null);
    }

    @Override
    public String origin() {
        return origin;
    }

    /** The names of the tensors, in the order of the index. */
    @Override
    public Set<String> names() {
        return tensors.keySet();
    }

    @Override
    public Optional<NamedTensor> tensor(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /** The strings and numbers under the index's {@code metadata}, as they are written there. */
    @Override
    public Map<String, String> metadata() {
        return metadata;
    }

    @Override
    public void close() {
        shards.forEach(SafetensorsFile::close);
    }
}
