package dev.distil4j.app.serve.protocol.pipeline;

import dev.distil4j.TextInput;
import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Value;

import java.util.List;

/** Texts and pairs of them. */
final class Texts {

    /** The fields of a pair. */
    static final List<String> NAMES = List.of("text", "text_pair");

    /** The field of a single text. */
    static final List<String> NEEDED = List.of("text");

    private Texts() {}

    /**
     * A string, or an object of {@code text} and, if it is a pair, {@code text_pair}.
     *
     * @throws Refusal if it is neither
     */
    static TextInput input(Value value) {
        if (value.isText()) {
            return TextInput.of(value.text());
        }
        if (!value.isObject()) {
            throw value.otherThan("a string, or a pair as {\"text\": …, \"text_pair\": …}");
        }
        Fields fields = value.fields();
        String text = fields.needed("text").text();
        TextInput input =
                fields.field("text_pair")
                        .map(pair -> TextInput.pair(text, pair.text()))
                        .orElseGet(() -> TextInput.of(text));
        fields.end();
        return input;
    }
}
