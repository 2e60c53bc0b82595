package dev.distil4j.app.tokens;

import dev.distil4j.app.input.Item;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Tokens as JSON, with the names of Hugging Face's tokenizers.
 *
 * @param windows whether a text has a list of windows
 */
public record TokenJson(boolean windows) {

    /** The tokens as an object of columns, or of a list of windows. */
    public void writeValue(JsonGenerator json, Item item, List<Window> result) {
        json.writeStartObject();
        writeFields(json, result);
        json.writeEndObject();
    }

    /** The same with the text. */
    public void writeLine(JsonGenerator json, Item item, List<Window> result) {
        json.writeStartObject();
        json.writeStringProperty("text", item.input().text());
        item.input().pair().ifPresent(pair -> json.writeStringProperty("text_pair", pair));
        writeFields(json, result);
        json.writeEndObject();
    }

    private void writeFields(JsonGenerator json, List<Window> result) {
        if (!windows) {
            writeColumns(json, result.getFirst().tokens());
            return;
        }
        json.writeName("windows");
        json.writeStartArray();
        for (Window window : result) {
            json.writeStartObject();
            writeColumns(json, window.tokens());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeColumns(JsonGenerator json, List<Token> tokens) {
        column(json, "tokens", tokens, (out, token) -> out.writeString(token.piece()));
        column(json, "input_ids", tokens, (out, token) -> out.writeNumber(token.id()));
        column(json, "token_type_ids", tokens, (out, token) -> out.writeNumber(token.typeId()));
        column(json, "special_tokens_mask", tokens, TokenJson::writeSpecial);
        column(json, "word_ids", tokens, TokenJson::writeWord);
        column(json, "offset_mapping", tokens, TokenJson::writeOffsets);
    }

    private static void column(
            JsonGenerator json,
            String name,
            List<Token> tokens,
            BiConsumer<JsonGenerator, Token> cell) {
        json.writeName(name);
        json.writeStartArray();
        tokens.forEach(token -> cell.accept(json, token));
        json.writeEndArray();
    }

    private static void writeSpecial(JsonGenerator json, Token token) {
        json.writeNumber(token.isSpecial() ? 1 : 0);
    }

    private static void writeWord(JsonGenerator json, Token token) {
        if (token.isSpecial()) {
            json.writeNull();
        } else {
            json.writeNumber(token.word());
        }
    }

    private static void writeOffsets(JsonGenerator json, Token token) {
        json.writeStartArray();
        json.writeNumber(token.start());
        json.writeNumber(token.end());
        json.writeEndArray();
    }
}
