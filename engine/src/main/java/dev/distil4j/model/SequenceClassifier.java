package dev.distil4j.model;

import dev.distil4j.kernels.Activation;
import dev.distil4j.kernels.Call;
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
 * {@code DistilBertForSequenceClassification} and {@code BertForSequenceClassification}: the hidden
 * state of the first token through two fully connected layers.
 *
 * @param pre_classifier [dim, dim]; BERT calls it the pooler
 * @param activation after it: ReLU, in BERT tanh
 * @param classifier [labels, dim]
 */
public record SequenceClassifier(
        Encoder encoder, Linear pre_classifier, Activation activation, Linear classifier) {

    /**
     * One logit for each sequence and label.
     *
     * @return [sequences · labels], row-major
     */
    public float[] logits(Call call, TokenBatch batch) {
        Tensor hidden = encoder.forward(call, batch, RowSelection.first(batch));
        Tensor pooled = call.linear(hidden, pre_classifier, activation);
        return call.read(call.linear(pooled, classifier, Activation.IDENTITY));
    }

    /**
     * Prepares the weights of a checkpoint.
     *
     * @throws dev.distil4j.loaders.LoaderException if it has another head, or its tensors are not
     *     those of the configuration
     */
    public static SequenceClassifier load(ModelConfig config, Checkpoint file, Weights weights) {
        Architecture names = Architecture.of(config);
        names.requireHead(config, file, "ForSequenceClassification");
        List<TensorSpec> tensors = Encoder.tensors(config);
        WeightReader.linearTensors(names.pre_classifier(), config.dim(), config.dim(), tensors);
        WeightReader.linearTensors("classifier", config.num_labels(), config.dim(), tensors);
        WeightReader reader = new WeightReader(names.bind(file, tensors), weights);
        return new SequenceClassifier(
                Encoder.load(config, reader),
                reader.linear(names.pre_classifier()),
                names.pre_classifier_activation(),
                reader.linear("classifier"));
    }
}
