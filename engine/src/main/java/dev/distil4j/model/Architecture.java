package dev.distil4j.model;

import dev.distil4j.kernels.Activation;
import dev.distil4j.loaders.Checkpoint;
import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.loaders.NamedTensor;
import dev.distil4j.loaders.TensorPlan;
import dev.distil4j.loaders.TensorSpec;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an architecture calls the parts of the model in its checkpoints. DistilBERT (Sanh et al.,
 * DistilBERT, a distilled version of BERT, 2019) is BERT (Devlin et al., 2018) with half of the
 * layers and without token types: the computation is one, the names are two. The components have
 * DistilBERT's names.
 *
 * @param classes what the names of its classes begin with
 * @param prefix what may stand before the names of the encoder's tensors
 * @param layer block {@code i}'s names begin with this and {@code i}; then follow those from {@code
 *     q_lin} to {@code output_layer_norm}
 * @param pre_classifier_activation what a text classifier computes between its two layers
 * @param left_over beginnings of names that its checkpoints may hold from pre-training without a
 *     use for them
 */
record Architecture(
        String classes,
        String prefix,
        String layer,
        String q_lin,
        String k_lin,
        String v_lin,
        String out_lin,
        String sa_layer_norm,
        String lin1,
        String lin2,
        String output_layer_norm,
        String pre_classifier,
        Activation pre_classifier_activation,
        String vocab_transform,
        String vocab_layer_norm,
        String vocab_projector_weight,
        String vocab_projector_bias,
        List<String> left_over) {

    private static final Architecture DISTILBERT =
            new Architecture(
                    /* classes= */ "DistilBert",
                    /* prefix= */ "distilbert.",
                    /* layer= */ "transformer.layer.",
                    /* q_lin= */ "attention.q_lin",
                    /* k_lin= */ "attention.k_lin",
                    /* v_lin= */ "attention.v_lin",
                    /* out_lin= */ "attention.out_lin",
                    /* sa_layer_norm= */ "sa_layer_norm",
                    /* lin1= */ "ffn.lin1",
                    /* lin2= */ "ffn.lin2",
                    /* output_layer_norm= */ "output_layer_norm",
                    /* pre_classifier= */ "pre_classifier",
                    /* pre_classifier_activation= */ Activation.RELU,
                    /* vocab_transform= */ "vocab_transform",
                    /* vocab_layer_norm= */ "vocab_layer_norm",
                    /* vocab_projector_weight= */ "vocab_projector.weight",
                    /* vocab_projector_bias= */ "vocab_projector.bias",
                    /* left_over= */ List.of());

    private static final Architecture BERT =
            new Architecture(
                    /* classes= */ "Bert",
                    /* prefix= */ "bert.",
                    /* layer= */ "encoder.layer.",
                    /* q_lin= */ "attention.self.query",
                    /* k_lin= */ "attention.self.key",
                    /* v_lin= */ "attention.self.value",
                    /* out_lin= */ "attention.output.dense",
                    /* sa_layer_norm= */ "attention.output.LayerNorm",
                    /* lin1= */ "intermediate.dense",
                    /* lin2= */ "output.dense",
                    /* output_layer_norm= */ "output.LayerNorm",
                    /* pre_classifier= */ "pooler.dense",
                    /* pre_classifier_activation= */ Activation.TANH,
                    /* vocab_transform= */ "cls.predictions.transform.dense",
                    /* vocab_layer_norm= */ "cls.predictions.transform.LayerNorm",
                    /* vocab_projector_weight= */ "cls.predictions.decoder.weight",
                    /* vocab_projector_bias= */ "cls.predictions.bias",
                    // The pooler, the next-sentence head, and the projector's bias under a second
                    // name.
                    /* left_over= */ List.of(
                            "pooler.", "cls.seq_relationship.", "cls.predictions.decoder.bias"));

    static Architecture of(ModelConfig config) {
        return switch (config.model_type()) {
            case "distilbert" -> DISTILBERT;
            case "bert" -> BERT;
            default -> throw new IllegalArgumentException("no encoder is a " + config.model_type());
        };
    }

    /**
     * Finds the tensors of the encoder and a head in a checkpoint.
     *
     * @param unread beginnings of further names that the checkpoint may hold without a use for them
     */
    Map<String, NamedTensor> bind(Checkpoint file, List<TensorSpec> tensors, String... unread) {
        Set<String> ignored = new HashSet<>(left_over);
        Collections.addAll(ignored, unread);
        return new TensorPlan(prefix, tensors, ignored).bind(file);
    }

    /**
     * Refuses a checkpoint that says it has none of these heads.
     *
     * @param heads what the name of a class ends with, such as {@code ForMaskedLM}
     */
    void requireHead(ModelConfig config, Checkpoint file, String... heads) {
        config.requireArchitecture(
                file.origin(), Arrays.stream(heads).map(classes::concat).toList());
    }
}
