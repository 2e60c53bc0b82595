package dev.distil4j.app.tokens;

import dev.distil4j.TextInput;
import dev.distil4j.app.console.Terminal;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.DisplayText;
import dev.distil4j.tokenizer.Decoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import tools.jackson.core.JsonGenerator;

import java.util.Arrays;
import java.util.List;

/**
 * Ids and the text that they stand for.
 *
 * @param ids in their order
 * @param text the text
 */
public record Decoded(List<Integer> ids, String text) {

    /**
     * Decodes ids that are written down.
     *
     * @throws dev.distil4j.InputException if something else is among them
     * @throws dev.distil4j.tokenizer.TokenizerException if the vocabulary lacks one
     */
    public static Decoded of(TextInput input, WordPieceTokenizer tokenizer, Decoding how) {
        int[] ids = IdList.of(input.text());
        return new Decoded(Arrays.stream(ids).boxed().toList(), tokenizer.decode(ids, how));
    }

    /** The text as a line for a person. */
    public static String line(Item item, Decoded decoded) {
        return DisplayText.of(TextInput.of(decoded.text()), Terminal.UNLIMITED) + "\n";
    }

    /** The text as a JSON string. */
    public static void writeValue(JsonGenerator json, Item item, Decoded decoded) {
        json.writeString(decoded.text());
    }

    /** The ids and the text as a JSON object. */
    public static void writeLine(JsonGenerator json, Item item, Decoded decoded) {
        json.writeStartObject();
        json.writeName("ids");
        json.writeStartArray();
        decoded.ids().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeStringProperty("text", decoded.text());
        json.writeEndObject();
    }
}
