package dev.distil4j.app.output;

import dev.distil4j.app.input.Item;

/** One JSON object a line, in the order of the texts. */
final class JsonLinesFormat<R> implements Format<R> {

    private final JsonText text = new JsonText();
    private final JsonWriter<R> object;

    JsonLinesFormat(JsonWriter<R> object) {
        this.object = object;
    }

    @Override
    public String result(Item item, R result) {
        return text.of(json -> object.write(json, item, result)) + "\n";
    }
}
