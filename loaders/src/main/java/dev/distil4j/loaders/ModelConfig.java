package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/**
 * What the {@code config.json} of a DistilBERT or BERT checkpoint says, under the names that
 * DistilBERT's uses; where BERT's has another name, it stands behind the description.
 *
 * <p>Sizes and the activation must stand in the file; the rest has the defaults of transformers'
 * {@code DistilBertConfig} and {@code BertConfig}. Fields not listed here are ignored, unless they
 * ask for what is no encoder with learned positions.
 *
 * @param model_type {@code distilbert} or {@code bert}
 * @param architectures the classes that were saved, such as {@code
 *     DistilBertForSequenceClassification}; may be empty
 * @param vocab_size rows of the word embedding
 * @param type_vocab_size rows of the embedding of token types; 0 for DistilBERT, which has none
 * @param max_position_embeddings the longest sequence, in tokens
 * @param sinusoidal_pos_embds whether the position embedding was computed rather than learned; the
 *     checkpoint holds it either way
 * @param n_layers number of transformer blocks ({@code num_hidden_layers})
 * @param n_heads attention heads of a block, a divisor of {@code dim} ({@code num_attention_heads})
 * @param dim width of the hidden states ({@code hidden_size})
 * @param hidden_dim width inside the feed-forward network ({@code intermediate_size})
 * @param layer_norm_eps what every normalisation adds to the variance, 0 to 1; 1e-12 for
 *     DistilBERT, whose file does not say it
 * @param dropout for training: on embeddings and feed-forward outputs, 0 to 1 ({@code
 *     hidden_dropout_prob})
 * @param attention_dropout for training: on attention probabilities, 0 to 1 ({@code
 *     attention_probs_dropout_prob})
 * @param qa_dropout for training: before a question-answering head, 0 to 1; 0 for BERT
 * @param seq_classif_dropout for training: before a text-classification head, 0 to 1 ({@code
 *     classifier_dropout}, by default {@code hidden_dropout_prob})
 * @param activation of the feed-forward network: {@code gelu} (exact, by erf) or {@code relu}
 *     ({@code hidden_act})
 * @param initializer_range for training: standard deviation of fresh weights, 0 to 1
 * @param tie_word_embeddings whether a masked-language head projects with the word embedding
 *     itself, rather than with a matrix of its own
 * @param pad_token_id the id that padding had in training
 * @param id2label the labels by id; {@code LABEL_0}, {@code LABEL_1}, … if the file has only their
 *     number, and two of them if it has neither
 * @param problem_type {@code regression}, {@code single_label_classification}, {@code
 *     multi_label_classification}, or null: to be inferred from the number of labels
 * @param function_to_apply {@code sigmoid}, {@code softmax}, {@code none}, or null: not given
 */
public record ModelConfig(
        String model_type,
        List<String> architectures,
        int vocab_size,
        int type_vocab_size,
        int max_position_embeddings,
        boolean sinusoidal_pos_embds,
        int n_layers,
        int n_heads,
        int dim,
        int hidden_dim,
        double layer_norm_eps,
        double dropout,
        double attention_dropout,
        double qa_dropout,
        double seq_classif_dropout,
        String activation,
        double initializer_range,
        boolean tie_word_embeddings,
        int pad_token_id,
        List<String> id2label,
        @Nullable String problem_type,
        @Nullable String function_to_apply) {

    // Beyond any encoder that exists, and small enough for the products of two sizes.
    private static final int MAX_SIZE = 1 << 24;
    private static final int MAX_LAYERS = 1024;
    private static final int MAX_LABELS = 1 << 20;

    /** Takes unmodifiable copies of the lists. */
    public ModelConfig {
        architectures = List.copyOf(architectures);
        id2label = id2label instanceof NumberedLabels ? id2label : List.copyOf(id2label);
    }

    /** The number of labels of a classification head. */
    public int num_labels() {
        return id2label.size();
    }

    /**
     * Refuses a checkpoint that was saved with another head than a task needs. One that does not
     * say what it was saved with passes: its tensors will tell.
     *
     * @param origin what messages call the checkpoint
     * @param accepted the classes that have the head, the usual one first
     * @throws ConfigException if {@code architectures} names others only
     */
    public void requireArchitecture(String origin, List<String> accepted) {
        if (!architectures.isEmpty() && Collections.disjoint(architectures, accepted)) {
            throw new ConfigException(
                    origin
                            + ": this is a checkpoint of "
                            + Quoted.plain(String.join(", ", architectures), 200)
                            + ", but the task needs "
                            + accepted.getFirst()
                            + "; use a checkpoint with that head, or correct 'architectures' in its"
                            + " config.json if it has it");
        }
    }

    /**
     * Reads a {@code config.json}.
     *
     * @throws ConfigException if the file cannot be read, is no valid JSON, is of another model or
     *     holds a value that cannot be
     */
    public static ModelConfig read(Path file) {
        return parse(SmallFile.read(file, ConfigException::new), file.toString());
    }

    /**
     * Reads a {@code config.json} from a stream, which the caller closes.
     *
     * @param origin what messages call it
     * @throws ConfigException as for a file
     */
    public static ModelConfig read(InputStream stream, String origin) {
        return parse(SmallFile.read(stream, origin, ConfigException::new), origin);
    }

    private static ModelConfig parse(byte[] file, String origin) {
        var fields = new ConfigFields(file, origin);
        // First, since the files of other models lack the fields that are asked for next.
        String model_type = fields.requiredText("model_type");
        return switch (model_type) {
            case "distilbert" -> distilbert(fields);
            case "bert" -> bert(fields);
            default ->
                    throw new ConfigException(
                            origin
                                    + ": model_type is "
                                    + Quoted.quote(model_type)
                                    + ", which is not supported; use a 'distilbert' or a 'bert'"
                                    + " checkpoint");
        };
    }

    private static ModelConfig distilbert(ConfigFields fields) {
        int vocab_size = fields.size("vocab_size", 1, MAX_SIZE);
        int dim = fields.size("dim", 1, MAX_SIZE);
        return new ModelConfig(
                "distilbert",
                fields.texts("architectures"),
                vocab_size,
                0,
                fields.size("max_position_embeddings", 1, MAX_SIZE),
                fields.flag("sinusoidal_pos_embds", false),
                fields.size("n_layers", 1, MAX_LAYERS),
                heads(fields, "n_heads", "dim", dim),
                dim,
                fields.size("hidden_dim", 1, MAX_SIZE),
                1e-12,
                fields.fraction("dropout", 0.1),
                fields.fraction("attention_dropout", 0.1),
                fields.fraction("qa_dropout", 0.1),
                fields.fraction("seq_classif_dropout", 0.2),
                activation(fields, "activation"),
                fields.fraction("initializer_range", 0.02),
                fields.flag("tie_word_embeddings", true),
                fields.size("pad_token_id", 0, vocab_size - 1, 0),
                labels(fields),
                problemType(fields),
                functionToApply(fields));
    }

    private static ModelConfig bert(ConfigFields fields) {
        requireEncoder(fields);
        int vocab_size = fields.size("vocab_size", 1, MAX_SIZE);
        int dim = fields.size("hidden_size", 1, MAX_SIZE);
        double dropout = fields.fraction("hidden_dropout_prob", 0.1);
        return new ModelConfig(
                "bert",
                fields.texts("architectures"),
                vocab_size,
                fields.size("type_vocab_size", 1, MAX_SIZE),
                fields.size("max_position_embeddings", 1, MAX_SIZE),
                false,
                fields.size("num_hidden_layers", 1, MAX_LAYERS),
                heads(fields, "num_attention_heads", "hidden_size", dim),
                dim,
                fields.size("intermediate_size", 1, MAX_SIZE),
                fields.fraction("layer_norm_eps", 1e-12),
                dropout,
                fields.fraction("attention_probs_dropout_prob", 0.1),
                0,
                fields.fraction("classifier_dropout", dropout),
                activation(fields, "hidden_act"),
                fields.fraction("initializer_range", 0.02),
                fields.flag("tie_word_embeddings", true),
                fields.size("pad_token_id", 0, vocab_size - 1, 0),
                labels(fields),
                problemType(fields),
                functionToApply(fields));
    }

    /** Refuses what else a {@code bert} can be: a decoder, or one with relative positions. */
    private static void requireEncoder(ConfigFields fields) {
        String cure = "use the checkpoint of an encoder with absolute positions";
        String positions = fields.text("position_embedding_type");
        if (positions != null && !positions.equals("absolute")) {
            throw fields.unsupportedValue("position_embedding_type", positions, cure);
        }
        for (String decoding : List.of("is_decoder", "add_cross_attention")) {
            if (fields.flag(decoding, false)) {
                throw fields.unsupportedValue(decoding, "true", cure);
            }
        }
    }

    private static int heads(ConfigFields fields, String name, String ofDim, int dim) {
        int heads = fields.size(name, 1, dim);
        if (dim % heads != 0) {
            throw fields.wrong(name, heads, "a divisor of " + ofDim + ", which is " + dim);
        }
        return heads;
    }

    private static String activation(ConfigFields fields, String name) {
        String activation = fields.oneOf(name, List.of("gelu", "relu"));
        if (activation == null) {
            throw fields.missing(name);
        }
        return activation;
    }

    private static @Nullable String problemType(ConfigFields fields) {
        return fields.oneOf(
                "problem_type",
                List.of("regression", "single_label_classification", "multi_label_classification"));
    }

    private static @Nullable String functionToApply(ConfigFields fields) {
        return fields.oneOf("function_to_apply", List.of("sigmoid", "softmax", "none"));
    }

    private static List<String> labels(ConfigFields fields) {
        // As in transformers, the labels themselves win over a number that contradicts them.
        List<String> id2label = fields.textsById("id2label");
        if (id2label != null) {
            return id2label;
        }
        return new NumberedLabels(fields.size("num_labels", 1, MAX_LABELS, 2));
    }
}
