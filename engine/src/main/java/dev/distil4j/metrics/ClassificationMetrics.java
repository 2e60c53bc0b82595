package dev.distil4j.metrics;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Accuracy and F1 of a text classifier, as scikit-learn's {@code accuracy_score} and {@code
 * f1_score} compute them.
 *
 * @param texts number of texts
 * @param right texts of which all that was predicted is right and nothing is missing
 * @param labels how the predictions of each label met the references
 */
public record ClassificationMetrics(long texts, long right, Map<String, Counts> labels)
        implements Serializable {

    /** Takes an unmodifiable copy of the counts. */
    public ClassificationMetrics {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    /**
     * Each text has one label. The labels that count are those that occur in either list.
     *
     * @param references the right label of each text
     * @param predictions the predicted label of each text
     * @throws IllegalArgumentException if one list is longer than the other
     */
    public static ClassificationMetrics ofLabels(
            List<String> references, List<String> predictions) {
        requireSameSize(references, predictions);
        Map<String, Counts> labels = new TreeMap<>();
        long right = 0;
        for (int i = 0; i < references.size(); i++) {
            String reference = references.get(i);
            String prediction = predictions.get(i);
            if (reference.equals(prediction)) {
                right++;
            }
            count(labels, Set.of(reference), Set.of(prediction));
        }
        return new ClassificationMetrics(references.size(), right, labels);
    }

    /**
     * Each text has any number of labels, also none.
     *
     * @param labels all labels that there are; one that never occurs counts in the macro average
     * @param references the right labels of each text
     * @param predictions the predicted labels of each text
     * @throws IllegalArgumentException if one list is longer than the other, or has a label that
     *     is none of {@code labels}
     */
    public static ClassificationMetrics ofLabelSets(
            Set<String> labels, List<Set<String>> references, List<Set<String>> predictions) {
        requireSameSize(references, predictions);
        Map<String, Counts> counts = new TreeMap<>();
        labels.forEach(label -> counts.put(label, Counts.NONE));
        long right = 0;
        for (int i = 0; i < references.size(); i++) {
            Set<String> reference = references.get(i);
            Set<String> prediction = predictions.get(i);
            requireKnown(labels, reference);
            requireKnown(labels, prediction);
            if (reference.equals(prediction)) {
                right++;
            }
            count(counts, reference, prediction);
        }
        return new ClassificationMetrics(references.size(), right, counts);
    }

    private static void count(
            Map<String, Counts> counts, Set<String> reference, Set<String> prediction) {
        for (String label : prediction) {
            boolean hit = reference.contains(label);
            counts.merge(label, new Counts(hit ? 1 : 0, hit ? 0 : 1, 0), Counts::plus);
        }
        for (String label : reference) {
            if (!prediction.contains(label)) {
                counts.merge(label, new Counts(0, 0, 1), Counts::plus);
            }
        }
    }

    /** The share of the texts that are right, 0 to 1; of label sets, right as a whole. */
    public double accuracy() {
        return texts == 0 ? 0 : (double) right / texts;
    }

    /** The mean of the labels' F1, each counting alike, 0 to 1. */
    public double macro_f1() {
        return labels.values().stream().mapToDouble(Counts::f1).average().orElse(0);
    }

    /** F1 of all labels' counts together, 0 to 1; with one label a text, the accuracy. */
    public double micro_f1() {
        return Counts.sum(labels.values()).f1();
    }

    private static void requireSameSize(List<?> references, List<?> predictions) {
        if (references.size() != predictions.size()) {
            throw new IllegalArgumentException(
                    "there are %d references and %d predictions; give one of each for a text"
                            .formatted(references.size(), predictions.size()));
        }
    }

    private static void requireKnown(Set<String> labels, Set<String> some) {
        for (String label : some) {
            if (!labels.contains(label)) {
                throw new IllegalArgumentException(
                        "'%s' is none of the labels %s".formatted(label, new TreeSet<>(labels)));
            }
        }
    }
}
