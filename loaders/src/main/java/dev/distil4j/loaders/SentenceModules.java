package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the files of the library sentence-transformers ({@code modules.json}, {@code
 * sentence_bert_config.json} and the configuration of the pooling) say a model does with its hidden
 * states to make one vector of a text.
 *
 * @param pooling what becomes of the tokens' hidden states
 * @param normalize whether the vector is then scaled to length 1
 * @param max_seq_length tokens beyond which that library cuts a text, its frame included; empty if
 *     the files do not say
 */
public record SentenceModules(Pooling pooling, boolean normalize, OptionalInt max_seq_length) {

    /** How a text's hidden states become one. */
    public enum Pooling {
        /** The mean over all tokens, the frame's included. */
        MEAN,
        /** The first token's. */
        CLS,
        /** The largest value over all tokens, for each dimension. */
        MAX
    }

    /** The flags of the poolings, as older versions write them. */
    private static final Map<String, Pooling> FLAGS =
            Map.of(
                    "pooling_mode_mean_tokens", Pooling.MEAN,
                    "pooling_mode_cls_token", Pooling.CLS,
                    "pooling_mode_max_tokens", Pooling.MAX);

    private static final String MODULES = "modules.json";
    private static final String TRANSFORMER = "sentence_bert_config.json";

    private static final String CURE =
            "use a model of Transformer, Pooling and perhaps Normalize, in that order";

    private static final int MAX_SIZE = 1 << 24;

    /**
     * Reads the files of a model's folder.
     *
     * @return empty if it has no {@code modules.json}
     * @throws LoaderException if a file cannot be read, is no valid JSON, or asks for a module or a
     *     pooling that is not supported
     */
    public static Optional<SentenceModules> read(Path folder) {
        Path file = folder.resolve(MODULES);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<ConfigFields> modules = modules(file);
        List<String> types = modules.stream().map(SentenceModules::type).toList();
        boolean normalize = types.equals(List.of("Transformer", "Pooling", "Normalize"));
        if (!normalize && !types.equals(List.of("Transformer", "Pooling"))) {
            throw new ConfigException(
                    "%s: the modules %s are not supported; %s"
                            .formatted(
                                    file,
                                    Quoted.list(types.stream().map(Quoted::quote).toList()),
                                    CURE));
        }
        String place = modules.getFirst().text("path");
        if (place != null && !place.isEmpty()) {
            throw modules.getFirst()
                    .unsupportedValue("path", place, "move the model's files to where this one is");
        }
        ConfigFields transformer = ConfigFields.of(folder.resolve(TRANSFORMER));
        if (transformer.flag("do_lower_case", false)) {
            throw transformer.unsupportedValue(
                    "do_lower_case", "true", "use a model whose tokenizer does it");
        }
        int longest = transformer.size("max_seq_length", 1, MAX_SIZE, 0);
        return Optional.of(
                new SentenceModules(
                        pooling(folder, modules.get(1)),
                        normalize,
                        longest == 0 ? OptionalInt.empty() : OptionalInt.of(longest)));
    }

    private static List<ConfigFields> modules(Path file) {
        List<ConfigFields> modules = new ArrayList<>();
        byte[] bytes = SmallFile.read(file, ConfigException::new);
        try (var json =
                new JsonReader(
                        new ByteArrayInputStream(bytes), ConfigFields.faultsIn(file.toString()))) {
            json.documentOfMany(
                    () -> {
                        Map<String, @Nullable Object> fields = new TreeMap<>();
                        json.object("a module", name -> fields.put(name, json.value()));
                        String origin = file + ": module " + modules.size();
                        modules.add(new ConfigFields(fields, origin));
                    });
        }
        return modules;
    }

    /** The class, whose package has changed from version to version. */
    private static String type(ConfigFields module) {
        String type = module.requiredText("type");
        return type.substring(type.lastIndexOf('.') + 1);
    }

    private static Pooling pooling(Path folder, ConfigFields module) {
        String place = module.requiredText("path");
        String file = place + "/config.json";
        if (!HubFiles.isFileOfModel(file)) {
            throw module.wrong("path", place, "a folder in the model's");
        }
        if (!Files.exists(folder.resolve(file))) {
            throw module.complaint("there is no " + file);
        }
        ConfigFields fields = ConfigFields.of(folder.resolve(file));
        // Newer versions write one name, older ones a flag for each that may be summed up.
        String mode = fields.oneOf("pooling_mode", List.of("mean", "cls", "max"));
        return mode == null ? flagged(fields) : Pooling.valueOf(mode.toUpperCase(Locale.ROOT));
    }

    private static Pooling flagged(ConfigFields fields) {
        Set<String> names = new TreeSet<>(FLAGS.keySet());
        names.addAll(fields.names());
        names.removeIf(
                name ->
                        !name.startsWith("pooling_mode_")
                                || !fields.flag(name, FLAGS.get(name) == Pooling.MEAN));
        for (String name : names) {
            if (!FLAGS.containsKey(name)) {
                throw fields.unsupportedValue(
                        name, "true", "use a model with mean, cls or max pooling");
            }
        }
        if (names.size() != 1) {
            throw fields.complaint(
                    "just one of %s must be true"
                            .formatted(String.join(", ", new TreeSet<>(FLAGS.keySet()))));
        }
        return Objects.requireNonNull(FLAGS.get(names.iterator().next()));
    }
}
