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
import dev.distil4j.loaders.TensorPlan;
import dev.distil4j.loaders.TensorSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code DistilBertForSequenceClassification}: the hidden state of the first token through two
 * fully connected layers.
 *
 * @param pre_classifier [dim, dim], followed by ReLU
 * @param classifier [labels, dim]
 */
public record SequenceClassifier(DistilBert distilbert, Linear pre_classifier, Linear classifier) {

    /**
     * One logit for each sequence and label.
     *
     * @return [sequences · labels], row-major
     */
    public float[] logits(Call call, TokenBatch batch) {
        Tensor hidden = distilbert.forward(call, batch, RowSelection.first(batch));
        Tensor pooled = call.linear(hidden, pre_classifier, Activation.RELU);
        return call.read(call.linear(pooled, classifier, Activation.IDENTITY));
    }

    /**
     * Prepares the weights of a checkpoint.
     *
     * @throws dev.distil4j.loaders.LoaderException if its tensors are not those of the
     *     configuration
     */
    public static SequenceClassifier load(ModelConfig config, Checkpoint file, Weights weights) {
        TensorPlan plan = new TensorPlan("distilbert.", tensors(config), Set.of());
        WeightReader reader = new WeightReader(plan.bind(file), weights);
        return new SequenceClassifier(
                DistilBert.load(config, reader),
                reader.linear("pre_classifier"),
                reader.linear("classifier"));
    }

    private static List<TensorSpec> tensors(ModelConfig config) {
        List<TensorSpec> tensors = new ArrayList<>(DistilBert.tensors(config));
        WeightReader.linearTensors("pre_classifier", config.dim(), config.dim(), tensors);
        WeightReader.linearTensors("classifier", config.num_labels(), config.dim(), tensors);
        return tensors;
    }
}
