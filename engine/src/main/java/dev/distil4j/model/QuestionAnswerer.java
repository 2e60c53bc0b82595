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
 * {@code DistilBertForQuestionAnswering} and {@code BertForQuestionAnswering}: how likely each token
 * of a question and its context begins, and ends, the answer.
 *
 * @param qa_outputs [2, dim]
 */
public record QuestionAnswerer(Encoder encoder, Linear qa_outputs) {

    private static final int OUTPUTS = 2;

    /**
     * A logit for a start and one for an end at each wanted token.
     *
     * @return [wanted.count() · 2], row-major: start, end, start, end, …
     */
    public float[] logits(Call call, TokenBatch batch, RowSelection wanted) {
        Tensor hidden = encoder.forward(call, batch, wanted);
        return call.read(call.linear(hidden, qa_outputs, Activation.IDENTITY));
    }

    /**
     * Prepares the weights of a checkpoint.
     *
     * @throws dev.distil4j.loaders.LoaderException if it has another head, or its tensors are not
     *     those of the configuration
     */
    public static QuestionAnswerer load(ModelConfig config, Checkpoint file, Weights weights) {
        Architecture names = Architecture.of(config);
        names.requireHead(config, file, "ForQuestionAnswering");
        List<TensorSpec> tensors = Encoder.tensors(config);
        WeightReader.linearTensors("qa_outputs", OUTPUTS, config.dim(), tensors);
        WeightReader reader = new WeightReader(names.bind(file, tensors), weights);
        return new QuestionAnswerer(Encoder.load(config, reader), reader.linear("qa_outputs"));
    }
}
