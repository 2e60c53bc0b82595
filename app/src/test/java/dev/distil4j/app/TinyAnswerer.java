package dev.distil4j.app;

import dev.distil4j.loaders.DType;
import dev.distil4j.loaders.SafetensorsWriter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A question-answering model of random weights over the vocabulary of the embedded model. */
final class TinyAnswerer {

    private static final int DIM = 24;
    private static final int HIDDEN = 32;
    private static final int POSITIONS = 384;

    private final SafetensorsWriter tensors = new SafetensorsWriter().metadata("format", "pt");
    private final Random random = new Random(4);

    private TinyAnswerer() {}

    static Path writeTo(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] vocabulary = EmbeddedModel.file("vocab.txt");
        Files.write(folder.resolve("vocab.txt"), vocabulary);
        Files.write(
                folder.resolve("tokenizer_config.json"),
                EmbeddedModel.file("tokenizer_config.json"));
        long pieces = new String(vocabulary, StandardCharsets.UTF_8).lines().count();
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"architectures": ["DistilBertForQuestionAnswering"], "model_type": "distilbert",
                 "activation": "gelu", "vocab_size": %d, "max_position_embeddings": %d,
                 "dim": %d, "n_layers": 1, "n_heads": 2, "hidden_dim": %d}
                """
                        .formatted(pieces, POSITIONS, DIM, HIDDEN));
        new TinyAnswerer().write(folder.resolve("model.safetensors"), pieces);
        return folder;
    }

    private void write(Path file, long pieces) {
        matrix("distilbert.embeddings.word_embeddings.weight", pieces, DIM, 1);
        matrix("distilbert.embeddings.position_embeddings.weight", POSITIONS, DIM, 0.5f);
        norm("distilbert.embeddings.LayerNorm");
        String layer = "distilbert.transformer.layer.0.";
        for (String name : new String[] {"q_lin", "k_lin", "v_lin", "out_lin"}) {
            linear(layer + "attention." + name, DIM, DIM);
        }
        norm(layer + "sa_layer_norm");
        linear(layer + "ffn.lin1", HIDDEN, DIM);
        linear(layer + "ffn.lin2", DIM, HIDDEN);
        norm(layer + "output_layer_norm");
        linear("qa_outputs", 2, DIM);
        tensors.write(file);
    }

    private void linear(String name, long rows, long columns) {
        matrix(name + ".weight", rows, columns, 0.6f);
        tensors.tensor(name + ".bias", DType.F32, values(rows, 0.1f, 0), rows);
    }

    private void norm(String name) {
        tensors.tensor(name + ".weight", DType.F32, values(DIM, 0.2f, 1), DIM);
        tensors.tensor(name + ".bias", DType.F32, values(DIM, 0.1f, 0), DIM);
    }

    private void matrix(String name, long rows, long columns, float scale) {
        tensors.tensor(name, DType.F32, values(rows * columns, scale, 0), rows, columns);
    }

    private float[] values(long count, float scale, float offset) {
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (2 * random.nextFloat() - 1) * scale + offset;
        }
        return values;
    }
}
