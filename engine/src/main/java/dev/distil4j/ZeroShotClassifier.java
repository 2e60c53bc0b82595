package dev.distil4j;

import dev.distil4j.entailment.Entailment;
import dev.distil4j.entailment.HypothesisTemplate;
import dev.distil4j.model.SequenceClassifier;
import dev.distil4j.tokenizer.InputTooLongException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Puts texts into classes that nobody trained it for: a model of natural language inference judges
 * for each label whether "This example is (label)." follows from the text.
 *
 * <p>Made by {@link Distil4J#zeroShotClassification}. Immutable and thread-safe; all texts with all
 * labels are computed together, without padding, and get the very scores that they would get alone.
 */
public final class ZeroShotClassifier implements AutoCloseable {

    private final OpenModel<SequenceClassifier> model;
    private final Entailment entailment;

    ZeroShotClassifier(OpenModel<SequenceClassifier> model) {
        this.model = model;
        entailment = Entailment.of(model.config().id2label());
    }

    static ZeroShotClassifier open(ModelSource source, Options options) {
        return Sources.read(
                source,
                options,
                files -> {
                    OpenModel<SequenceClassifier> model =
                            OpenModel.open(files, options, SequenceClassifier::load);
                    warnOfUnnamedEntailment(model);
                    return new ZeroShotClassifier(model);
                });
    }

    private static void warnOfUnnamedEntailment(OpenModel<SequenceClassifier> model) {
        List<String> labels = model.config().id2label();
        if (Entailment.named(labels).isEmpty()) {
            System.getLogger(ZeroShotClassifier.class.getPackageName())
                    .log(
                            System.Logger.Level.WARNING,
                            "{0}: no label of {1} begins with entail, so the last one is taken for"
                                    + " it; use a model of natural language inference",
                            model.info().name(),
                            labels);
        }
    }

    /**
     * How well each label fits a text, best first; the labels exclude each other.
     *
     * @param candidate_labels one or more
     * @throws InputException if there is no label, or the text is too long
     */
    public ZeroShotClassification classify(String sequence, List<String> candidate_labels) {
        return classify(List.of(sequence), candidate_labels, ZeroShotOptions.defaults()).getFirst();
    }

    /**
     * How well each label fits each text, in the order of the texts. A single label is judged on its
     * own, whatever {@code options} say.
     *
     * @param candidate_labels one or more
     * @throws InputException if there is no label, or a text is too long; it says which
     */
    public List<ZeroShotClassification> classify(
            List<String> sequences, List<String> candidate_labels, ZeroShotOptions options) {
        if (candidate_labels.isEmpty()) {
            throw new InputException("there is no candidate label; give one or more", null);
        }
        HypothesisTemplate template = HypothesisTemplate.parse(options.hypothesis_template());
        List<float[]> logits = logits(sequences, candidate_labels, template);
        boolean each = options.multi_label() || candidate_labels.size() == 1;
        List<ZeroShotClassification> results = new ArrayList<>(sequences.size());
        for (String sequence : sequences) {
            int from = results.size() * candidate_labels.size();
            List<float[]> own = logits.subList(from, from + candidate_labels.size());
            results.add(
                    bestFirst(
                            sequence,
                            candidate_labels,
                            each ? entailment.eachOnItsOwn(own) : entailment.amongEachOther(own)));
        }
        return results;
    }

    /** The logits of each text with each label: the labels of the first text, then the next one's. */
    private List<float[]> logits(
            List<String> sequences, List<String> labels, HypothesisTemplate template) {
        model.requirePairs();
        List<TextInput> pairs = new ArrayList<>(sequences.size() * labels.size());
        for (String sequence : sequences) {
            labels.forEach(label -> pairs.add(TextInput.pair(sequence, template.of(label))));
        }
        int width = model.config().num_labels();
        List<float[]> rows = new ArrayList<>(pairs.size());
        try {
            for (float[] batch : model.run(pairs, SequenceClassifier::logits)) {
                for (int row = 0; row < batch.length; row += width) {
                    rows.add(Arrays.copyOfRange(batch, row, row + width));
                }
            }
        } catch (InputException e) {
            throw located(e, sequences, labels, template);
        }
        return rows;
    }

    /** Names the text and the label that are too long, in place of the number of their pair. */
    private InputException located(
            InputException e,
            List<String> sequences,
            List<String> labels,
            HypothesisTemplate template) {
        for (int i = 0; i < sequences.size(); i++) {
            for (String label : labels) {
                try {
                    model.tokenizer().encode(sequences.get(i), template.of(label));
                } catch (InputTooLongException tooLong) {
                    String text = sequences.size() == 1 ? "the text" : "text " + (i + 1);
                    return new InputException(
                            "%s with the label '%s': %s"
                                    .formatted(text, label, tooLong.getMessage()),
                            tooLong);
                }
            }
        }
        return e;
    }

    /** Equal scores come in the reverse order of their labels, as the reference sorts them. */
    private static ZeroShotClassification bestFirst(
            String sequence, List<String> labels, double[] scores) {
        List<Integer> best =
                IntStream.range(0, scores.length)
                        .map(i -> scores.length - 1 - i)
                        .boxed()
                        .sorted((a, b) -> Double.compare(scores[b], scores[a]))
                        .toList();
        return new ZeroShotClassification(
                sequence,
                best.stream().map(labels::get).toList(),
                best.stream().map(i -> scores[i]).toList());
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

    /** What this model is and what it runs on. */
    public ModelInfo info() {
        return model.info();
    }

    /** Refuses new calls, waits for the running ones and frees the weights. Idempotent. */
    @Override
    public void close() {
        model.close();
    }
}
