package dev.distil4j.model;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.Embeddings;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.TensorSpec;

import java.util.ArrayList;
import java.util.List;

/**
 * The encoder of DistilBERT and of BERT: embeddings, with token types if it is BERT, and a stack of
 * transformer blocks, each normalised after its residual connections.
 *
 * <p>A batch is packed: {@code total} rows, no padding. Parts are called as DistilBERT's
 * checkpoints call them; {@link Architecture} has BERT's names beside them.
 */
public record Encoder(Embeddings embeddings, List<Block> layer, int n_heads) {

    static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";
    private static final String POSITION_EMBEDDINGS = "embeddings.position_embeddings.weight";
    private static final String TYPE_EMBEDDINGS = "embeddings.token_type_embeddings.weight";
    private static final String EMBEDDINGS_NORM = "embeddings.LayerNorm";

    /** What the tensors of heads begin with. */
    private static final String[] HEADS = {
        "pre_classifier.", "pooler.", "classifier.", "qa_outputs.", "vocab_", "cls."
    };

    /**
     * One transformer block.
     *
     * @param q_lin [dim, dim]
     * @param kv_lin [2·dim, dim]: the checkpoint's k_lin above its v_lin
     * @param out_lin [dim, dim]
     * @param sa_layer_norm after the self-attention
     * @param lin1 [hidden_dim, dim]
     * @param activation after lin1
     * @param lin2 [dim, hidden_dim]
     * @param output_layer_norm after the feed-forward network
     */
    public record Block(
            Linear q_lin,
            Linear kv_lin,
            Linear out_lin,
            LayerNorm sa_layer_norm,
            Linear lin1,
            Activation activation,
            Linear lin2,
            LayerNorm output_layer_norm) {

        /**
         * The hidden states after this block. Keys and values are needed of every row, all else
         * of the wanted rows only.
         *
         * @param hidden [total, dim]
         * @return [wanted.count(), dim]
         */
        Tensor forward(Call call, Tensor hidden, int n_heads, RowSelection wanted) {
            Tensor rows = call.rows(hidden, wanted);
            Tensor q = call.linear(rows, q_lin, Activation.IDENTITY);
            Tensor kv = call.linear(hidden, kv_lin, Activation.IDENTITY);
            Tensor context = call.attention(q, kv, n_heads, wanted);
            Tensor sa_output = call.linear(context, out_lin, Activation.IDENTITY);
            Tensor attended = call.addNorm(sa_output, rows, sa_layer_norm);
            Tensor expanded = call.linear(attended, lin1, activation);
            Tensor ffn_output = call.linear(expanded, lin2, Activation.IDENTITY);
            return call.addNorm(ffn_output, attended, output_layer_norm);
        }
    }

    /**
     * The last hidden states.
     *
     * @return [wanted.count(), dim], equal to those rows of all last hidden states
     */
    public Tensor forward(Call call, TokenBatch batch, RowSelection wanted) {
        RowSelection all = RowSelection.all(batch);
        Tensor hidden = call.embed(embeddings);
        for (int i = 0; i < layer.size(); i++) {
            boolean last = i == layer.size() - 1;
            hidden = call.retain(layer.get(i).forward(call, hidden, n_heads, last ? wanted : all));
        }
        return hidden;
    }

    /** The tensors that a checkpoint of this configuration holds, without the model's prefix. */
    static List<TensorSpec> tensors(ModelConfig config) {
        Architecture names = Architecture.of(config);
        int dim = config.dim();
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.of(WORD_EMBEDDINGS, config.vocab_size(), dim));
        tensors.add(TensorSpec.of(POSITION_EMBEDDINGS, config.max_position_embeddings(), dim));
        if (config.type_vocab_size() > 0) {
            tensors.add(TensorSpec.of(TYPE_EMBEDDINGS, config.type_vocab_size(), dim));
        }
        WeightReader.layerNormTensors(EMBEDDINGS_NORM, dim, tensors);
        for (int i = 0; i < config.n_layers(); i++) {
            String block = names.layer() + i + ".";
            WeightReader.linearTensors(block + names.q_lin(), dim, dim, tensors);
            WeightReader.linearTensors(block + names.k_lin(), dim, dim, tensors);
            WeightReader.linearTensors(block + names.v_lin(), dim, dim, tensors);
            WeightReader.linearTensors(block + names.out_lin(), dim, dim, tensors);
            WeightReader.layerNormTensors(block + names.sa_layer_norm(), dim, tensors);
            WeightReader.linearTensors(block + names.lin1(), config.hidden_dim(), dim, tensors);
            WeightReader.linearTensors(block + names.lin2(), dim, config.hidden_dim(), tensors);
            WeightReader.layerNormTensors(block + names.output_layer_norm(), dim, tensors);
        }
        return tensors;
    }

    /**
     * Prepares the encoder of a checkpoint, whatever head it has.
     *
     * @throws dev.distil4j.loaders.LoaderException if its tensors are not those of the
     *     configuration
     */
    public static Encoder load(ModelConfig config, Checkpoint file, Weights weights) {
        var bound = Architecture.of(config).bind(file, tensors(config), HEADS);
        return load(config, new WeightReader(bound, weights));
    }

    static Encoder load(ModelConfig config, WeightReader reader) {
        Architecture names = Architecture.of(config);
        double eps = config.layer_norm_eps();
        Embeddings embeddings =
                reader.weights()
                        .embeddings(
                                reader.matrix(WORD_EMBEDDINGS),
                                reader.matrix(POSITION_EMBEDDINGS),
                                config.type_vocab_size() > 0
                                        ? reader.matrix(TYPE_EMBEDDINGS)
                                        : null,
                                reader.layerNorm(EMBEDDINGS_NORM, eps));
        List<Block> layer = new ArrayList<>();
        for (int i = 0; i < config.n_layers(); i++) {
            String block = names.layer() + i + ".";
            layer.add(
                    new Block(
                            reader.linear(block + names.q_lin()),
                            reader.stacked(block + names.k_lin(), block + names.v_lin()),
                            reader.linear(block + names.out_lin()),
                            reader.layerNorm(block + names.sa_layer_norm(), eps),
                            reader.linear(block + names.lin1()),
                            activation(config),
                            reader.linear(block + names.lin2()),
                            reader.layerNorm(block + names.output_layer_norm(), eps)));
        }
        return new Encoder(embeddings, List.copyOf(layer), config.n_heads());
    }

    /** The activation of the feed-forward network. */
    static Activation activation(ModelConfig config) {
        return config.activation().equals("relu") ? Activation.RELU : Activation.GELU;
    }
}
