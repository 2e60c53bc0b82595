package dev.distil4j.metrics;

import java.io.Serializable;
import java.util.Collection;

/**
 * How predictions of one kind, or of several together, met the references. A figure with nothing to
 * divide by is 0, as scikit-learn has it unless told otherwise.
 *
 * @param true_positives predicted, and rightly
 * @param false_positives predicted, but not in the references
 * @param false_negatives in the references, but not predicted
 */
public record Counts(long true_positives, long false_positives, long false_negatives)
        implements Serializable {

    /** No prediction and no reference. */
    public static final Counts NONE = new Counts(0, 0, 0);

    /** The sums of all counts. */
    public static Counts sum(Collection<Counts> counts) {
        return counts.stream().reduce(NONE, Counts::plus);
    }

    /** Both counts together. */
    public Counts plus(Counts other) {
        return new Counts(
                true_positives + other.true_positives,
                false_positives + other.false_positives,
                false_negatives + other.false_negatives);
    }

    /** How often this stands in the references. */
    public long support() {
        return true_positives + false_negatives;
    }

    /** The share of the predictions that are right, 0 to 1. */
    public double precision() {
        return ratio(true_positives, true_positives + false_positives);
    }

    /** The share of the references that were predicted, 0 to 1. */
    public double recall() {
        return ratio(true_positives, support());
    }

    /** The harmonic mean of precision and recall, 0 to 1. */
    public double f1() {
        return ratio(2 * true_positives, 2 * true_positives + false_positives + false_negatives);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
