package dev.distil4j.bench.model;

import dev.distil4j.loaders.SafetensorsWriter;

import java.nio.file.Path;

/**
 * DistilBERT's teacher: a sentiment classifier of bert-base-uncased's shape, 109 million
 * parameters, with weights from a seed and the vocabulary of {@code DISTIL4J_DATA}. Written once
 * into {@code bert-model} beside {@link BaseModel}.
 *
 * @param folder where it lies
 */
public record BertModel(Path folder) {

    private static final int DIM = BaseModel.DIM;
    private static final int HIDDEN_DIM = BaseModel.HIDDEN_DIM;
    private static final int LAYERS = 2 * BaseModel.LAYERS;
    private static final int VOCABULARY = 30522;
    private static final int POSITIONS = 512;
    private static final int TYPES = 2;
    private static final long SEED = 2;

    private static final String CONFIG =
            """
            {
              "architectures": ["BertForSequenceClassification"],
              "model_type": "bert",
              "hidden_act": "gelu",
              "hidden_size": 768,
              "intermediate_size": 3072,
              "num_attention_heads": 12,
              "num_hidden_layers": 12,
              "vocab_size": 30522,
              "max_position_embeddings": 512,
              "type_vocab_size": 2,
              "layer_norm_eps": 1e-12,
              "pad_token_id": 0,
              "id2label": {"0": "NEGATIVE", "1": "POSITIVE"},
              "label2id": {"NEGATIVE": 0, "POSITIVE": 1}
            }
            """;

    /**
     * The model, written first if it is not there.
     *
     * @throws IllegalStateException if {@code DISTIL4J_DATA} is needed and not set
     */
    public static BertModel prepared() {
        Path folder = BaseModel.place().resolveSibling("bert-model");
        SeededFolder.prepare(folder, "bert-base-uncased", CONFIG, BertModel::weights);
        return new BertModel(folder);
    }

    private static SafetensorsWriter weights() {
        SeededWeights weights = new SeededWeights(SEED);
        String embeddings = "bert.embeddings.";
        weights.embedding(embeddings + "word_embeddings", VOCABULARY, DIM)
                .embedding(embeddings + "position_embeddings", POSITIONS, DIM)
                .embedding(embeddings + "token_type_embeddings", TYPES, DIM)
                .layerNorm(embeddings + "LayerNorm", DIM);
        for (int i = 0; i < LAYERS; i++) {
            String block = "bert.encoder.layer." + i + ".";
            weights.linear(block + "attention.self.query", DIM, DIM)
                    .linear(block + "attention.self.key", DIM, DIM)
                    .linear(block + "attention.self.value", DIM, DIM)
                    .linear(block + "attention.output.dense", DIM, DIM)
                    .layerNorm(block + "attention.output.LayerNorm", DIM)
                    .linear(block + "intermediate.dense", HIDDEN_DIM, DIM)
                    .linear(block + "output.dense", DIM, HIDDEN_DIM)
                    .layerNorm(block + "output.LayerNorm", DIM);
        }
        return weights.linear("bert.pooler.dense", DIM, DIM)
                .linear("classifier", BaseModel.LABELS.size(), DIM)
                .writer();
    }
}
