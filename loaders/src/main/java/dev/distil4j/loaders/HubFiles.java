package dev.distil4j.loaders;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The files that are wanted of a model. A file {@code *.safetensors.index.json} stands for itself
 * and for the shards that it names.
 *
 * @param required one list for each thing that must be there: its possible names, the preferred
 *     first, of which the first that the model has is taken
 * @param optional files that are taken if the model has them
 */
public record HubFiles(List<List<String>> required, List<String> optional) {

    private static final Pattern PART = Pattern.compile("[\\w+=@ -][\\w.+=@ -]*");

    /**
     * What a model for inference consists of: configuration, tokenizer and weights, and what makes
     * sentence embeddings of its hidden states.
     */
    public static final HubFiles MODEL =
            new HubFiles(
                    List.of(
                            List.of("config.json"),
                            List.of("tokenizer.json", "vocab.txt"),
                            List.of("model.safetensors", "model.safetensors.index.json")),
                    List.of(
                            "tokenizer_config.json",
                            "special_tokens_map.json",
                            "modules.json",
                            "sentence_bert_config.json",
                            "1_Pooling/config.json"));

    /** A tokenizer, and the configuration that says how long its model's texts may be. */
    public static final HubFiles TOKENIZER =
            new HubFiles(
                    List.of(List.of("tokenizer.json", "vocab.txt")),
                    List.of("tokenizer_config.json", "special_tokens_map.json", "config.json"));

    /**
     * Checks the names and copies the lists.
     *
     * @throws HubException of kind {@link HubException.Kind#NAME} if a name could lead out of the
     *     model's folder
     * @throws IllegalArgumentException if nothing is required
     */
    public HubFiles {
        if (required.isEmpty() || required.stream().anyMatch(List::isEmpty)) {
            throw new IllegalArgumentException("at least one file must be required, by a name");
        }
        required = required.stream().map(List::copyOf).toList();
        optional = List.copyOf(optional);
        required.forEach(names -> names.forEach(HubFiles::check));
        optional.forEach(HubFiles::check);
    }

    /** These files, and those as optional ones. */
    public HubFiles withOptional(String... more) {
        List<String> all = new ArrayList<>(optional);
        all.addAll(List.of(more));
        return new HubFiles(required, all);
    }

    /** Refuses a name that is not a plain relative path with '/' between its parts. */
    static void check(String file) {
        if (!isFileOfModel(file)) {
            throw new HubException(
                    HubException.Kind.NAME,
                    Quoted.quote(file)
                            + " cannot be a file of a model: give a path in its folder, with '/'"
                            + " between its parts");
        }
    }

    /** Whether a name stays in the folder that it is resolved against, on every system. */
    static boolean isFileOfModel(String file) {
        return Arrays.stream(file.split("/", -1))
                .allMatch(part -> PART.matcher(part).matches() && part.length() <= 200);
    }
}
