package dev.distil4j;

import dev.distil4j.loaders.ModelConfig;
import dev.distil4j.model.SequenceClassifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Puts texts, or pairs of texts, into the classes of a model: sentiment, topic, entailment.
 *
 * <p>Made by {@link Distil4J#textClassification}. Immutable and thread-safe; texts of a list are
 * computed together, without padding, and get the very scores that they would get alone.
 */
public final class TextClassifier implements AutoCloseable {

    private static final Comparator<Score> BEST_FIRST =
            Comparator.comparingDouble(Score::score).reversed();

    private final OpenModel<SequenceClassifier> model;
    private final ScoreFunction configured;

    private TextClassifier(OpenModel<SequenceClassifier> model, ScoreFunction configured) {
        this.model = model;
        this.configured = configured;
    }

    static TextClassifier open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files -> {
                    OpenModel<SequenceClassifier> model =
                            OpenModel.open(files, options, SequenceClassifier::load);
                    return new TextClassifier(model, configuredFunction(model.config()));
                });
    }

    /**
     * All labels of a text, best first.
     *
     * @throws InputException if the text is too long
     */
    public List<Score> classify(String text) {
        return classify(List.of(TextInput.of(text)), ClassificationOptions.defaults()).getFirst();
    }

    /**
     * All labels of a pair of texts, best first.
     *
     * @throws InputException if the texts are too long
     */
    public List<Score> classify(String text, String text_pair) {
        return classify(List.of(TextInput.pair(text, text_pair)), ClassificationOptions.defaults())
                .getFirst();
    }

    /**
     * All labels of each text, best first, in the order of the texts.
     *
     * @throws InputException if one of them is too long; it says which
     */
    public List<List<Score>> classifyAll(List<String> texts) {
        return classify(TextInput.all(texts), ClassificationOptions.defaults());
    }

    /**
     * The labels of each input that {@code options} ask for, in the order of the inputs. A pair whose
     * second text is empty counts as a text on its own, as it does in the reference.
     *
     * @throws InputException if one of them is too long; it says which
     */
    public List<List<Score>> classify(List<TextInput> inputs, ClassificationOptions options) {
        ScoreFunction function = options.function_to_apply();
        ScoreFunction scoring = function == null ? configured : function;
        List<List<Score>> results = new ArrayList<>(inputs.size());
        int labels = model.config().num_labels();
        List<TextInput> texts = TextInput.withoutEmptyPairs(inputs);
        for (float[] logits : model.run(texts, SequenceClassifier::logits)) {
            for (int row = 0; row < logits.length; row += labels) {
                results.add(best(scoring.apply(logits, row, labels), options.top_k()));
            }
        }
        return results;
    }

    private List<Score> best(double[] scores, int top_k) {
        List<String> labels = model.config().id2label();
        Score[] best = new Score[scores.length];
        Arrays.setAll(best, i -> new Score(labels.get(i), scores[i]));
        Arrays.sort(best, BEST_FIRST);
        return List.of(top_k < best.length ? Arrays.copyOf(best, top_k) : best);
    }

    /**
     * Computes a fixed number of texts of its own, from 3 to 64 tokens, alone and together, so that
     * all code is compiled and later calls run at full speed. A server does this before it says that
     * it is ready; results do not depend on it.
     *
     * @throws ClosedException if this is closed
     */
    public void warmUp() {
        model.warmUp(SequenceClassifier::logits);
    }

    /**
     * The same model, to classify texts by labels that are only then chosen; it must have been trained
     * on natural language inference. Closing either closes both.
     */
    public ZeroShotClassifier zeroShot() {
        return new ZeroShotClassifier(model);
    }

    /** What this model is and what it runs on. */
    public ModelInfo info() {
        return model.info();
    }

    /** Refuses new calls, waits for the running ones and frees the weights. Idempotent. */
    @Override
    public void close() {
        model.close();
    }

    /**
     * The function of transformers' pipeline when none is asked for: by the problem's type, else by
     * the number of labels, which leaves the configuration's own function_to_apply no case.
     */
    private static ScoreFunction configuredFunction(ModelConfig config) {
        if ("regression".equals(config.problem_type())) {
            return ScoreFunction.NONE;
        }
        boolean independent = "multi_label_classification".equals(config.problem_type());
        return independent || config.num_labels() == 1
                ? ScoreFunction.SIGMOID
                : ScoreFunction.SOFTMAX;
    }
}
