package dev.distil4j.model;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
import dev.distil4j.kernels.LayerNorm;
import dev.distil4j.kernels.Linear;
import dev.distil4j.kernels.RowSelection;
import dev.distil4j.kernels.Tensor;
import dev.distil4j.kernels.TokenBatch;
import dev.distil4j.kernels.Weights;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.TensorSpec;

import java.util.List;

/**
 * {@code DistilBertForMaskedLM} and {@code BertForMaskedLM}: how well each piece of the vocabulary
 * would stand in the place of a token.
 *
 * @param vocab_transform [dim, dim]
 * @param activation after it, that of the encoder
 * @param vocab_layer_norm after that
 * @param vocab_projector [vocab_size, dim]: the word embedding once more, with a bias of its own
 */
public record MaskedLanguageModel(
        Encoder encoder,
        Linear vocab_transform,
        Activation activation,
        LayerNorm vocab_layer_norm,
        Linear vocab_projector) {

    /**
     * One logit for each masked token and each piece of the vocabulary. No other token is projected.
     *
     * @return [masks.count() · vocab_size], row-major
     */
    public float[] logits(Call call, TokenBatch batch, RowSelection masks) {
        Tensor hidden = encoder.forward(call, batch, masks);
        Tensor transformed = call.linear(hidden, vocab_transform, activation);
        Tensor normalized = call.norm(transformed, vocab_layer_norm);
        return call.read(call.linear(normalized, vocab_projector, Activation.IDENTITY));
    }

    /**
     * Prepares the weights of a checkpoint. A projector that it holds is read only if it is not tied
     * to the word embedding, as in transformers.
     *
     * @throws dev.distil4j.loaders.LoaderException if it has another head, or its tensors are not
     *     those of the configuration
     */
    public static MaskedLanguageModel load(ModelConfig config, Checkpoint file, Weights weights) {
        Architecture names = Architecture.of(config);
        names.requireHead(config, file, "ForMaskedLM", "ForPreTraining");
        List<TensorSpec> tensors = Encoder.tensors(config);
        int dim = config.dim();
        int vocabulary = config.vocab_size();
        WeightReader.linearTensors(names.vocab_transform(), dim, dim, tensors);
        WeightReader.layerNormTensors(names.vocab_layer_norm(), dim, tensors);
        tensors.add(TensorSpec.of(names.vocab_projector_bias(), vocabulary));
        String projector = Encoder.WORD_EMBEDDINGS;
        if (!config.tie_word_embeddings()) {
            projector = names.vocab_projector_weight();
            tensors.add(TensorSpec.of(projector, vocabulary, dim));
        }
        WeightReader reader =
                new WeightReader(
                        names.bind(file, tensors, names.vocab_projector_weight()), weights);
        return new MaskedLanguageModel(
                Encoder.load(config, reader),
                reader.linear(names.vocab_transform()),
                Encoder.activation(config),
                reader.layerNorm(names.vocab_layer_norm(), config.layer_norm_eps()),
                reader.linear(projector, names.vocab_projector_bias()));
    }
}
