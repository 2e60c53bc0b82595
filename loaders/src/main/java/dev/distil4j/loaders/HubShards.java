package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Set;

/** The files that a {@code *.safetensors.index.json} of the hub names, each once. */
final class HubShards {

    private HubShards() {}

    static Set<String> named(Path index) {
        byte[] file = SmallFile.read(index, HubShards::broken);
        // Its hash was right, so that its authors made it so: another download would not help.
        return ShardIndex.parse(
                        file,
                        index.toString(),
                        (sentence, cure, cause) ->
                                broken(sentence + "; ask its authors to mend it", cause))
                .files();
    }

    private static HubException broken(String message, @Nullable Throwable cause) {
        return new HubException(HubException.Kind.INDEX, message, cause);
    }
}
