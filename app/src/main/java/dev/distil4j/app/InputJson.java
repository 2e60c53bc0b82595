package dev.distil4j.app;

import dev.distil4j.app.input.Item;

import tools.jackson.core.JsonGenerator;

/** What a line of JSON repeats of its text. */
final class InputJson {

    private InputJson() {}

    /** The field {@code text} and, for a pair, {@code text_pair}. */
    static void write(JsonGenerator json, Item item) {
        json.writeStringProperty("text", item.input().text());
        item.input().pair().ifPresent(pair -> json.writeStringProperty("text_pair", pair));
    }
}
