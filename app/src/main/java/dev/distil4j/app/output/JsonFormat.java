package dev.distil4j.app.output;

import dev.distil4j.app.input.Item;

/** One JSON array, an element a line; it stays open if the run does not come to its end. */
final class JsonFormat<R> implements Format<R> {

    private final JsonText text = new JsonText();
    private final JsonWriter<R> element;
    private String separator = "[";

    JsonFormat(JsonWriter<R> element) {
        this.element = element;
    }

    @Override
    public String result(Item item, R result) {
        // The line end comes with the next element, as a comma may not follow the last one.
        String line = separator + text.of(json -> element.write(json, item, result));
        separator = ",\n ";
        return line;
    }

    @Override
    public String end() {
        return separator.equals("[") ? "[]\n" : "]\n";
    }
}
