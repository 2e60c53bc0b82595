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
import dev.distil4j.loaders.TensorPlan;
import dev.distil4j.loaders.TensorSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The DistilBERT encoder (Sanh et al., DistilBERT, a distilled version of BERT, 2019): embeddings
 * and a stack of transformer blocks, post-norm as in BERT, without token types and pooler.
 *
 * <p>A batch is packed: {@code total} rows, no padding. Names are those of the checkpoint.
 */
public record DistilBert(Embeddings embeddings, List<Block> layer, int n_heads) {

    private static final float LAYER_NORM_EPS = 1e-12f;

    /** What the tensors of heads begin with. */
    private static final Set<String> HEADS =
            Set.of("pre_classifier.", "classifier.", "qa_outputs.", "vocab_");

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
        int dim = config.dim();
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.of("embeddings.word_embeddings.weight", config.vocab_size(), dim));
        tensors.add(
                TensorSpec.of(
                        "embeddings.position_embeddings.weight",
                        config.max_position_embeddings(),
                        dim));
        WeightReader.layerNormTensors("embeddings.LayerNorm", dim, tensors);
        for (int i = 0; i < config.n_layers(); i++) {
            String block = "transformer.layer." + i;
            for (String name : List.of("q_lin", "k_lin", "v_lin", "out_lin")) {
                WeightReader.linearTensors(block + ".attention." + name, dim, dim, tensors);
            }
            WeightReader.layerNormTensors(block + ".sa_layer_norm", dim, tensors);
            WeightReader.linearTensors(block + ".ffn.lin1", config.hidden_dim(), dim, tensors);
            WeightReader.linearTensors(block + ".ffn.lin2", dim, config.hidden_dim(), tensors);
            WeightReader.layerNormTensors(block + ".output_layer_norm", dim, tensors);
        }
        return tensors;
    }

    /**
     * Prepares the encoder of a checkpoint, whatever head it has.
     *
     * @throws dev.distil4j.loaders.LoaderException if its tensors are not those of the
     *     configuration
     */
    public static DistilBert load(ModelConfig config, Checkpoint file, Weights weights) {
        TensorPlan plan = new TensorPlan("distilbert.", tensors(config), HEADS);
        return load(config, new WeightReader(plan.bind(file), weights));
    }

    static DistilBert load(ModelConfig config, WeightReader weights) {
        Embeddings embeddings =
                weights.embeddings(
                        "embeddings.word_embeddings",
                        "embeddings.position_embeddings",
                        weights.layerNorm("embeddings.LayerNorm", LAYER_NORM_EPS));
        List<Block> layer = new ArrayList<>();
        for (int i = 0; i < config.n_layers(); i++) {
            String block = "transformer.layer." + i;
            layer.add(
                    new Block(
                            weights.linear(block + ".attention.q_lin"),
                            weights.linear(block + ".attention.k_lin", block + ".attention.v_lin"),
                            weights.linear(block + ".attention.out_lin"),
                            weights.layerNorm(block + ".sa_layer_norm", LAYER_NORM_EPS),
                            weights.linear(block + ".ffn.lin1"),
                            config.activation().equals("relu") ? Activation.RELU : Activation.GELU,
                            weights.linear(block + ".ffn.lin2"),
                            weights.layerNorm(block + ".output_layer_norm", LAYER_NORM_EPS)));
        }
        return new DistilBert(embeddings, List.copyOf(layer), config.n_heads());
    }
}
