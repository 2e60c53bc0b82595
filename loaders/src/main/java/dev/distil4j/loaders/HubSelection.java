package dev.distil4j.loaders;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which of the wanted files a model has. */
final class HubSelection {

    private static final String INDEX = ".safetensors.index.json";

    private HubSelection() {}

    /**
     * The files to take, in the order in which they are wanted.
     *
     * @param has whether the model has the file
     * @param index gives the shards that an index of the model names
     * @param lacking makes the exception for a requirement of which none of these names is there
     */
    static Set<String> of(
            HubFiles wanted,
            Predicate<String> has,
            Function<String, Set<String>> index,
            Function<List<String>, HubException> lacking) {
        Set<String> chosen = new LinkedHashSet<>();
        for (List<String> names : wanted.required()) {
            String file =
                    names.stream().filter(has).findFirst().orElseThrow(() -> lacking.apply(names));
            chosen.add(file);
            if (file.endsWith(INDEX)) {
                chosen.addAll(shards(file, index.apply(file), has, lacking));
            }
        }
        wanted.optional().stream().filter(has).forEach(chosen::add);
        return chosen;
    }

    private static List<String> shards(
            String file,
            Set<String> names,
            Predicate<String> has,
            Function<List<String>, HubException> lacking) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        List<String> shards = new ArrayList<>();
        for (String name : names) {
            String shard = folder + name;
            HubFiles.check(shard);
            if (!has.test(shard)) {
                throw lacking.apply(List.of(shard));
            }
            shards.add(shard);
        }
        return shards;
    }
}
