package dev.distil4j.app.output;

import dev.distil4j.app.input.Item;

/**
 * How the results of one run are written, as complete lines. May remember what it has written.
 *
 * @param <R> what there is for one text
 */
public interface Format<R> {

    /** What stands before all results. */
    default String begin() {
        return "";
    }

    /** The next result. */
    String result(Item item, R result);

    /** What stands behind all results. */
    default String end() {
        return "";
    }
}
