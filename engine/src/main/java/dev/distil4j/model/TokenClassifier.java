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
 * {@code DistilBertForTokenClassification} and {@code BertForTokenClassification}: every hidden
 * state through one fully connected layer.
 *
 * @param classifier [labels, dim]
 */
public record TokenClassifier(Encoder encoder, Linear classifier) {

    /**
     * One logit for each wanted token and label.
     *
     * @return [wanted.count() · labels], row-major
     */
    public float[] logits(Call call, TokenBatch batch, RowSelection wanted) {
        Tensor hidden = encoder.forward(call, batch, wanted);
        return call.read(call.linear(hidden, classifier, Activation.IDENTITY));
    }

    /**
     * Prepares the weights of a checkpoint.
     *
     * @throws dev.distil4j.loaders.LoaderException if it has another head, or its tensors are not
     *     those of the configuration
     */
    public static TokenClassifier load(ModelConfig config, Checkpoint file, Weights weights) {
        Architecture names = Architecture.of(config);
        names.requireHead(config, file, "ForTokenClassification");
        List<TensorSpec> tensors = Encoder.tensors(config);
        WeightReader.linearTensors("classifier", config.num_labels(), config.dim(), tensors);
        WeightReader reader = new WeightReader(names.bind(file, tensors), weights);
        return new TokenClassifier(Encoder.load(config, reader), reader.linear("classifier"));
    }
}
