package dev.distil4j.app.output;

import dev.distil4j.app.input.Item;

/** The result of the only text, without an array around it. */
final class JsonValueFormat<R> implements Format<R> {

    private final JsonText text = new JsonText();
    private final JsonWriter<R> value;

    JsonValueFormat(JsonWriter<R> value) {
        this.value = value;
    }

    @Override
    public String result(Item item, R result) {
        return text.of(json -> value.write(json, item, result)) + "\n";
    }
}
