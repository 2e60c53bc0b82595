package dev.distil4j.testing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a seeded checkpoint in the order of their streams, with the scales of {@code
 * seeded.py}: an embedding's largest weight, or a layer's times the square root of its inputs.
 */
final class SeededTensors {

    private static final double WORD = 1;
    private static final double POSITION = 0.6;
    private static final double TYPE = 0.4;

    private static final double QUERY_KEY = 3.3;
    private static final double VALUE_OUT = 1.7;
    private static final double INTERMEDIATE = 1.5;
    private static final double OUTPUT = 1.7;
    private static final double POOLER = 1.8;
    private static final double CLASSIFIER = 6;
    private static final double HEAD = 3.5;

    private static final double NORM = 0.3;
    private static final double BIAS = 0.1;

    private final SeededCheckpoint checkpoint;
    private final SeededNames names;
    private final SeededDraws draws;
    private final String prefix;
    private final int dim;
    private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();

    SeededTensors(SeededCheckpoint checkpoint, SeededNames names) {
        this.checkpoint = checkpoint;
        this.names = names;
        draws = new SeededDraws(checkpoint.seed());
        prefix = checkpoint.head().equals("Model") ? "" : names.prefix();
        dim = checkpoint.dim();
    }

    Map<String, StoredTensor> all() {
        String embeddings = prefix + "embeddings.";
        int positions = checkpoint.max_position_embeddings();
        add(embeddings + "word_embeddings.weight", WORD, checkpoint.vocab_size(), dim);
        add(embeddings + "position_embeddings.weight", POSITION, positions, dim);
        if (names.types()) {
            add(embeddings + "token_type_embeddings.weight", TYPE, 2, dim);
        }
        norm(embeddings + "LayerNorm", 1);
        for (int i = 0; i < checkpoint.n_layers(); i++) {
            block(prefix + names.layer() + i + ".");
        }
        head();
        return tensors;
    }

    private void block(String layer) {
        int hidden = checkpoint.hidden_dim();
        linear(layer + names.query(), QUERY_KEY, dim, dim);
        linear(layer + names.key(), QUERY_KEY, dim, dim);
        linear(layer + names.value(), VALUE_OUT, dim, dim);
        linear(layer + names.out(), VALUE_OUT, dim, dim);
        norm(layer + names.attentionNorm(), 1);
        linear(layer + names.intermediate(), INTERMEDIATE, hidden, dim);
        linear(layer + names.output(), OUTPUT, dim, hidden);
        norm(layer + names.outputNorm(), 1);
    }

    private void head() {
        double scale = checkpoint.scale();
        switch (checkpoint.head()) {
            case "Model" -> pooler();
            case "SequenceClassification" -> {
                pooler();
                if (!names.types()) {
                    linear("pre_classifier", POOLER, dim, dim);
                }
                linear("classifier", CLASSIFIER * scale, checkpoint.labels().size(), dim);
            }
            case "TokenClassification" ->
                    linear("classifier", HEAD * scale, checkpoint.labels().size(), dim);
            case "QuestionAnswering" -> linear("qa_outputs", HEAD * scale, 2, dim);
            case "MaskedLM" -> {
                linear(names.transform(), POOLER, dim, dim);
                norm(names.transformNorm(), scale);
                add(names.decoderBias(), BIAS, checkpoint.vocab_size());
            }
            default -> throw new IllegalArgumentException("no head " + checkpoint.head());
        }
    }

    private void pooler() {
        if (names.types()) {
            linear(prefix + "pooler.dense", POOLER, dim, dim);
        }
    }

    private void norm(String name, double scale) {
        put(name + ".weight", NORM * scale, scale, dim);
        add(name + ".bias", BIAS, dim);
    }

    private void linear(String name, double gain, int rows, int columns) {
        add(name + ".weight", gain / Math.sqrt(columns), rows, columns);
        add(name + ".bias", BIAS, rows);
    }

    private void add(String name, double scale, Integer... shape) {
        put(name, scale, 0, shape);
    }

    private void put(String name, double scale, double offset, Integer... shape) {
        List<Integer> dimensions = Arrays.asList(shape);
        tensors.put(name, draws.tensor(tensors.size(), dimensions, (float) scale, (float) offset));
    }
}
