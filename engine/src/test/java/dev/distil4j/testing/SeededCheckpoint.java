package dev.distil4j.testing;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A checkpoint of any task from a seed, the same as {@code seeded.py} makes for the reference: the
 * weights bit for bit, the configuration as transformers writes it. So a golden over a real
 * vocabulary needs neither weights nor vocabulary in the project.
 *
 * @param architecture {@code distilbert} or {@code bert}
 * @param head {@code SequenceClassification}, {@code TokenClassification}, {@code
 *     QuestionAnswering}, {@code MaskedLM}, or {@code Model} for none
 * @param vocab_size the pieces of the vocabulary that it will be written with
 * @param seed of the weights
 * @param scale of the logits, 1 for a spread of several units
 * @param labels by id, for the two classification heads; else empty
 * @param problem_type as in a configuration, or null
 */
public record SeededCheckpoint(
        String architecture,
        String head,
        int vocab_size,
        long seed,
        double scale,
        List<String> labels,
        @Nullable String problem_type,
        int dim,
        int n_layers,
        int n_heads,
        int hidden_dim,
        int max_position_embeddings) {

    /** Takes an unmodifiable copy of the labels. */
    public SeededCheckpoint {
        labels = List.copyOf(labels);
    }

    /** What a golden says of its checkpoint, all components by their names. */
    public static SeededCheckpoint of(JsonNode listing) {
        return new SeededCheckpoint(
                listing.get("architecture").asString(),
                listing.get("head").asString(),
                listing.get("vocab_size").intValue(),
                listing.get("seed").longValue(),
                listing.get("scale").doubleValue(),
                listing.get("labels").valueStream().map(JsonNode::asString).toList(),
                listing.get("problem_type").asStringOpt().orElse(null),
                listing.get("dim").intValue(),
                listing.get("n_layers").intValue(),
                listing.get("n_heads").intValue(),
                listing.get("hidden_dim").intValue(),
                listing.get("max_position_embeddings").intValue());
    }

    /** The checkpoint of a head with the usual sizes: 2 blocks of width 36, 512 positions. */
    public static SeededCheckpoint of(
            String architecture, String head, int vocab_size, long seed, String... labels) {
        return new SeededCheckpoint(
                architecture, head, vocab_size, seed, 1, List.of(labels), null, 36, 2, 3, 52, 512);
    }

    /** The class of transformers that it belongs to. */
    public String className() {
        return names().classStem() + (head.equals("Model") ? "Model" : "For" + head);
    }

    /** The weights by the names that a checkpoint of this head has. */
    public Map<String, StoredTensor> tensors() {
        return new SeededTensors(this, names()).all();
    }

    /**
     * Writes {@code model.safetensors}, {@code config.json} and the tokenizer's files.
     *
     * @param folder is made if it is not there
     * @param vocabulary the folder of {@code tokenizer_config.json} and {@code vocab.txt} or {@code
     *     tokenizer.json}
     * @return {@code folder}
     */
    public Path write(Path folder, Path vocabulary) {
        try {
            Files.createDirectories(folder);
            CheckpointWriter.write(folder.resolve("model.safetensors"), tensors());
            JsonMapper.shared().writeValue(folder.resolve("config.json"), config());
            for (String name : List.of("vocab.txt", "tokenizer.json")) {
                if (Files.exists(vocabulary.resolve(name))) {
                    Files.write(folder.resolve(name), Files.readAllBytes(vocabulary.resolve(name)));
                }
            }
            String settings = "tokenizer_config.json";
            ObjectNode tokenizer =
                    (ObjectNode) JsonMapper.shared().readTree(vocabulary.resolve(settings));
            tokenizer.put("tokenizer_class", names().tokenizer());
            tokenizer.put("model_max_length", max_position_embeddings);
            JsonMapper.shared().writeValue(folder.resolve(settings), tokenizer);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of {@code config.json}. */
    public JsonNode config() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("architectures", List.of(className()));
        config.put("dtype", "float32");
        config.put("initializer_range", 0.02);
        config.put("max_position_embeddings", max_position_embeddings);
        config.put("model_type", architecture);
        config.put("pad_token_id", 0);
        config.put("transformers_version", "4.57.6");
        config.put("vocab_size", vocab_size);
        config.putAll(architecture.equals("bert") ? ofBert() : ofDistilBert());
        if (problem_type != null) {
            config.put("problem_type", problem_type);
        }
        if (!labels.isEmpty()) {
            Map<String, String> id2label = new LinkedHashMap<>();
            Map<String, Integer> label2id = new LinkedHashMap<>();
            for (int i = 0; i < labels.size(); i++) {
                id2label.put(Integer.toString(i), labels.get(i));
                label2id.put(labels.get(i), i);
            }
            config.put("id2label", id2label);
            config.put("label2id", label2id);
        }
        return JsonMapper.shared().valueToTree(config);
    }

    private Map<String, Object> ofDistilBert() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("activation", "gelu");
        config.put("attention_dropout", 0.1);
        config.put("dim", dim);
        config.put("dropout", 0.1);
        config.put("hidden_dim", hidden_dim);
        config.put("n_heads", n_heads);
        config.put("n_layers", n_layers);
        config.put("qa_dropout", 0.1);
        config.put("seq_classif_dropout", 0.2);
        config.put("sinusoidal_pos_embds", false);
        return config;
    }

    private Map<String, Object> ofBert() {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("attention_probs_dropout_prob", 0.1);
        config.put("classifier_dropout", null);
        config.put("hidden_act", "gelu");
        config.put("hidden_dropout_prob", 0.1);
        config.put("hidden_size", dim);
        config.put("intermediate_size", hidden_dim);
        config.put("layer_norm_eps", 1e-12);
        config.put("num_attention_heads", n_heads);
        config.put("num_hidden_layers", n_layers);
        config.put("position_embedding_type", "absolute");
        config.put("type_vocab_size", 2);
        config.put("use_cache", true);
        return config;
    }

    private SeededNames names() {
        return architecture.equals("bert") ? SeededNames.BERT : SeededNames.DISTILBERT;
    }
}
