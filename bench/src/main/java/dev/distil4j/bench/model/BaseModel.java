package dev.distil4j.bench.model;

import dev.distil4j.loaders.SafetensorsWriter;

import java.nio.file.Path;
import java.util.List;

/**
 * A sentiment classifier of distilbert-base-uncased's shape, 66 million parameters, in Hugging
 * Face's layout: weights from a seed, the vocabulary of {@code DISTIL4J_DATA}. Written once into a
 * folder, {@code target/base-model} or what {@code -Ddistil4j.bench.model} says.
 *
 * @param folder where it lies
 */
public record BaseModel(Path folder) {

    /** Columns of the hidden states. */
    public static final int DIM = 768;

    /** Columns within a feed-forward network. */
    public static final int HIDDEN_DIM = 3072;

    /** Transformer blocks. */
    public static final int LAYERS = 6;

    private static final int VOCABULARY = 30522;
    private static final int POSITIONS = 512;
    private static final long SEED = 1;

    private static final String CONFIG =
            """
            {
              "architectures": ["DistilBertForSequenceClassification"],
              "model_type": "distilbert",
              "activation": "gelu",
              "dim": 768,
              "hidden_dim": 3072,
              "n_heads": 12,
              "n_layers": 6,
              "vocab_size": 30522,
              "max_position_embeddings": 512,
              "sinusoidal_pos_embds": false,
              "pad_token_id": 0,
              "id2label": {"0": "NEGATIVE", "1": "POSITIVE"},
              "label2id": {"NEGATIVE": 0, "POSITIVE": 1}
            }
            """;

    /** Labels in the order of the logits. */
    public static final List<String> LABELS = List.of("NEGATIVE", "POSITIVE");

    /**
     * The model, written first if it is not there.
     *
     * @throws IllegalStateException if {@code DISTIL4J_DATA} is needed and not set
     */
    public static BaseModel prepared() {
        SeededFolder.prepare(place(), "distilbert-base-uncased", CONFIG, BaseModel::weights);
        return new BaseModel(place());
    }

    /** The model without its tokenizer in that folder, written first if it is not there. */
    public static BaseModel withoutTokenizer(Path folder) {
        SeededFolder.prepare(folder, CONFIG, BaseModel::weights);
        return new BaseModel(folder);
    }

    static Path place() {
        return Path.of(System.getProperty("distil4j.bench.model", "target/base-model"))
                .toAbsolutePath();
    }

    /** The weights, 268 MB. */
    public Path checkpoint() {
        return SeededFolder.checkpoint(folder);
    }

    /** Floating point operations of a forward pass over one text, every row computed. */
    public static double flop(int tokens) {
        double weights = LAYERS * (4.0 * DIM * DIM + 2.0 * DIM * HIDDEN_DIM);
        double attention = LAYERS * 2.0 * tokens * DIM;
        return 2 * tokens * (weights + attention);
    }

    private static SafetensorsWriter weights() {
        SeededWeights weights = new SeededWeights(SEED);
        String embeddings = "distilbert.embeddings.";
        weights.embedding(embeddings + "word_embeddings", VOCABULARY, DIM)
                .embedding(embeddings + "position_embeddings", POSITIONS, DIM)
                .layerNorm(embeddings + "LayerNorm", DIM);
        for (int i = 0; i < LAYERS; i++) {
            String block = "distilbert.transformer.layer." + i + ".";
            for (String name : List.of("q_lin", "k_lin", "v_lin", "out_lin")) {
                weights.linear(block + "attention." + name, DIM, DIM);
            }
            weights.layerNorm(block + "sa_layer_norm", DIM)
                    .linear(block + "ffn.lin1", HIDDEN_DIM, DIM)
                    .linear(block + "ffn.lin2", DIM, HIDDEN_DIM)
                    .layerNorm(block + "output_layer_norm", DIM);
        }
        return weights.linear("pre_classifier", DIM, DIM)
                .linear("classifier", LABELS.size(), DIM)
                .writer();
    }
}
