package dev.distil4j;

import java.io.Serializable;
import java.util.List;

/**
 * How well each of some labels fits a text.
 *
 * @param sequence the text
 * @param labels the candidate labels, best first; of equal ones the later candidate first
 * @param scores of the labels, in their order, 0 to 1: together 1, unless each was judged on its own
 */
public record ZeroShotClassification(String sequence, List<String> labels, List<Double> scores)
        implements Serializable {

    /** Takes unmodifiable copies of the lists. */
    public ZeroShotClassification {
        labels = List.copyOf(labels);
        scores = List.copyOf(scores);
    }
}
