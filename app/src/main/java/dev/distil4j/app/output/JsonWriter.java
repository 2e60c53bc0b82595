package dev.distil4j.app.output;

import dev.distil4j.app.input.Item;

import tools.jackson.core.JsonGenerator;

/**
 * Writes a result as one JSON value.
 *
 * @param <R> what there is for one text
 */
@FunctionalInterface
public interface JsonWriter<R> {

    /** Writes the value. */
    void write(JsonGenerator json, Item item, R result);
}
