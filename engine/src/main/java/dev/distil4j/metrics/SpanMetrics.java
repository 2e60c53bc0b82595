package dev.distil4j.metrics;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Precision, recall and F1 of the entities that labels make, as seqeval computes them: an entity is
 * right if its type and both its ends are. Figures of parts add up, so that a data set of any size
 * can be counted sentence by sentence.
 *
 * @param words number of words
 * @param right words with the right label
 * @param types how the entities of each type met the references
 */
public record SpanMetrics(long words, long right, Map<String, Counts> types)
        implements Serializable {

    /** No words. */
    public static final SpanMetrics NONE = new SpanMetrics(0, 0, Map.of());

    /** Takes an unmodifiable copy of the counts. */
    public SpanMetrics {
        types = Collections.unmodifiableMap(new TreeMap<>(types));
    }

    /**
     * The figures of one sentence.
     *
     * @param references the right label of each word
     * @param predictions the predicted label of each word
     * @throws IllegalArgumentException if one list is longer than the other, or a label is none of
     *     the scheme
     */
    public static SpanMetrics of(
            List<String> references, List<String> predictions, SpanScheme scheme) {
        if (references.size() != predictions.size()) {
            throw new IllegalArgumentException(
                    "there are %d references and %d predictions; give one of each for a word"
                            .formatted(references.size(), predictions.size()));
        }
        long right = 0;
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).equals(predictions.get(i))) {
                right++;
            }
        }
        Set<LabelSpan> wanted = new HashSet<>(scheme.spans(references));
        Set<LabelSpan> found = new HashSet<>(scheme.spans(predictions));
        Map<String, Counts> types = new TreeMap<>();
        for (LabelSpan span : found) {
            boolean hit = wanted.contains(span);
            types.merge(span.type(), new Counts(hit ? 1 : 0, hit ? 0 : 1, 0), Counts::plus);
        }
        for (LabelSpan span : wanted) {
            if (!found.contains(span)) {
                types.merge(span.type(), new Counts(0, 0, 1), Counts::plus);
            }
        }
        return new SpanMetrics(references.size(), right, types);
    }

    /** The figures of both parts together. */
    public SpanMetrics plus(SpanMetrics other) {
        Map<String, Counts> sum = new TreeMap<>(types);
        other.types.forEach((type, counts) -> sum.merge(type, counts, Counts::plus));
        return new SpanMetrics(words + other.words, right + other.right, sum);
    }

    /** The share of the words that have the right label, 0 to 1. */
    public double accuracy() {
        return words == 0 ? 0 : (double) right / words;
    }

    /** The entities of all types together; its precision, recall and F1 are the micro averages. */
    public Counts all() {
        return Counts.sum(types.values());
    }

    /** The mean of the types' F1, each counting alike, 0 to 1. */
    public double macro_f1() {
        return types.values().stream().mapToDouble(Counts::f1).average().orElse(0);
    }
}
