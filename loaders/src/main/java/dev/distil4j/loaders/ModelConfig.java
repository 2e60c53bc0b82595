package dev.distil4j.loaders;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * What a DistilBERT checkpoint's {@code config.json} says, under the names that it uses there.
 *
 * <p>Sizes and the activation must stand in the file; the rest has the defaults of transformers'
 * {@code DistilBertConfig}. Fields not listed here are ignored.
 *
 * @param model_type {@code distilbert}, the only one that is read
 * @param architectures the classes that were saved, such as {@code
 *     DistilBertForSequenceClassification}; may be empty
 * @param vocab_size rows of the word embedding
 * @param max_position_embeddings the longest sequence, in tokens
 * @param sinusoidal_pos_embds whether the position embedding was computed rather than learned; the
 *     checkpoint holds it either way
 * @param n_layers number of transformer blocks
 * @param n_heads attention heads of a block, a divisor of {@code dim}
 * @param dim width of the hidden states
 * @param hidden_dim width inside the feed-forward network
 * @param dropout for training: on embeddings and feed-forward outputs, 0 to 1
 * @param attention_dropout for training: on attention probabilities, 0 to 1
 * @param qa_dropout for training: before a question-answering head, 0 to 1
 * @param seq_classif_dropout for training: before a text-classification head, 0 to 1
 * @param activation of the feed-forward network: {@code gelu} (exact, by erf) or {@code relu}
 * @param initializer_range for training: standard deviation of fresh weights, 0 to 1
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
        int max_position_embeddings,
        boolean sinusoidal_pos_embds,
        int n_layers,
        int n_heads,
        int dim,
        int hidden_dim,
        double dropout,
        double attention_dropout,
        double qa_dropout,
        double seq_classif_dropout,
        String activation,
        double initializer_range,
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
        if (!model_type.equals("distilbert")) {
            throw new ConfigException(
                    origin
                            + ": model_type is "
                            + Quoted.quote(model_type)
                            + ", which is not supported; use a 'distilbert' checkpoint");
        }
        int vocab_size = fields.size("vocab_size", 1, MAX_SIZE);
        int dim = fields.size("dim", 1, MAX_SIZE);
        return new ModelConfig(
                model_type,
                fields.texts("architectures"),
                vocab_size,
                fields.size("max_position_embeddings", 1, MAX_SIZE),
                fields.flag("sinusoidal_pos_embds", false),
                fields.size("n_layers", 1, MAX_LAYERS),
                heads(fields, dim),
                dim,
                fields.size("hidden_dim", 1, MAX_SIZE),
                fields.fraction("dropout", 0.1),
                fields.fraction("attention_dropout", 0.1),
                fields.fraction("qa_dropout", 0.1),
                fields.fraction("seq_classif_dropout", 0.2),
                activation(fields),
                fields.fraction("initializer_range", 0.02),
                fields.size("pad_token_id", 0, vocab_size - 1, 0),
                labels(fields),
                fields.oneOf(
                        "problem_type",
                        List.of(
                                "regression",
                                "single_label_classification",
                                "multi_label_classification")),
                fields.oneOf("function_to_apply", List.of("sigmoid", "softmax", "none")));
    }

    private static int heads(ConfigFields fields, int dim) {
        int n_heads = fields.size("n_heads", 1, dim);
        if (dim % n_heads != 0) {
            throw fields.wrong("n_heads", n_heads, "a divisor of dim, which is " + dim);
        }
        return n_heads;
    }

    private static String activation(ConfigFields fields) {
        String activation = fields.oneOf("activation", List.of("gelu", "relu"));
        if (activation == null) {
            throw fields.missing("activation");
        }
        return activation;
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
