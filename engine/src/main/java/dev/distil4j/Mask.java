package dev.distil4j;

import java.io.Serializable;
import java.util.List;

/**
 * A mask in a text, and what may stand in its place.
 *
 * @param start where it begins in the text, in UTF-16 units
 * @param end where it ends, exclusive
 * @param candidates tokens to fill it with, best first
 */
public record Mask(int start, int end, List<FilledMask> candidates) implements Serializable {

    /** Takes an unmodifiable copy of the list. */
    public Mask {
        candidates = List.copyOf(candidates);
    }
}
