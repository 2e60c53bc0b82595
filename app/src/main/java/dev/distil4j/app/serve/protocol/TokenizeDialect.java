package dev.distil4j.app.serve.protocol;

import dev.distil4j.app.serve.Refusal;
import dev.distil4j.app.serve.protocol.body.Fields;
import dev.distil4j.app.serve.protocol.body.Value;
import dev.distil4j.app.serve.task.ServedModel;
import dev.distil4j.tokenizer.Encoding;
import dev.distil4j.tokenizer.EncodingOptions;
import dev.distil4j.tokenizer.TokenizerInput;
import dev.distil4j.tokenizer.Truncation;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * Tokenization as text-embeddings-inference has it: {@code {"inputs": string or [string],
 * "add_special_tokens": true}} is answered with {@code [[{id, text, special, start, stop, piece}]]},
 * a list for each input. Offsets count code points, and what lies between them is the token's text;
 * its piece is what the vocabulary has for that. No input is too long.
 *
 * @param texts what is tokenized
 * @param add_special_tokens whether each text is framed
 */
public record TokenizeDialect(List<String> texts, boolean add_special_tokens) {

    /** More tokens than any body has. */
    private static final int ANY_LENGTH = 1 << 30;

    /**
     * Reads a body.
     *
     * @throws Refusal if it is none
     */
    public static TokenizeDialect read(JsonNode json) {
        Fields body = Value.body(json).fields();
        Value inputs = body.needed("inputs");
        boolean special = body.field("add_special_tokens").map(Value::flag).orElse(true);
        body.end();
        return new TokenizeDialect(
                inputs.isList() ? inputs.texts() : List.of(inputs.text()), special);
    }

    /** Writes the tokens that a model sees. */
    public void write(JsonGenerator json, ServedModel model) {
        WordPieceTokenizer tokenizer = model.tokenizer();
        EncodingOptions options =
                tokenizer
                        .options()
                        .truncation(Truncation.LONGEST_FIRST)
                        .maxLength(ANY_LENGTH)
                        .addSpecialTokens(add_special_tokens);
        json.writeStartArray();
        for (String text : texts) {
            write(json, tokenizer, text, tokenizer.encode(TokenizerInput.of(text), options));
        }
        json.writeEndArray();
    }

    private static void write(
            JsonGenerator json, WordPieceTokenizer tokenizer, String text, Encoding encoding) {
        List<String> pieces = tokenizer.tokens(encoding);
        Encoding points = encoding.inCodePoints(TokenizerInput.of(text));
        json.writeStartArray();
        for (int i = 0; i < encoding.length(); i++) {
            boolean special = encoding.words()[i] == Encoding.NO_WORD;
            json.writeStartObject();
            json.writeNumberProperty("id", encoding.ids()[i]);
            json.writeStringProperty(
                    "text",
                    special
                            ? pieces.get(i)
                            : text.substring(encoding.starts()[i], encoding.ends()[i]));
            json.writeBooleanProperty("special", special);
            if (special) {
                json.writeNullProperty("start");
                json.writeNullProperty("stop");
            } else {
                json.writeNumberProperty("start", points.starts()[i]);
                json.writeNumberProperty("stop", points.ends()[i]);
            }
            json.writeStringProperty("piece", pieces.get(i));
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
