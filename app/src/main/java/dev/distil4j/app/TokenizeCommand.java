package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.Options;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.Item;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/** {@code distil tokenize}. */
@Command(
        name = "tokenize",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Show the pieces that a model sees: with their ids and where they stand.",
        footer = {
            "",
            "Offsets count characters (code points) of the text, from 0, the end exclusive.",
            "--json has the names of Hugging Face's tokenizers.",
            "",
            "Examples:",
            "  distil tokenize \"A gripping, funny film\"",
            "  distil tokenize --model my-model --file reviews.txt --jsonl"
        })
final class TokenizeCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final ModelOptions model = new ModelOptions();

    TokenizeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        WordPieceTokenizer tokenizer =
                Distil4J.tokenizer(
                        model.source(), Options.defaults().truncation(input.truncation()));
        try (Inputs inputs = input.open(streams)) {
            new BatchRun<>(
                            (List<TextInput> texts) ->
                                    texts.stream().map(text -> Token.all(tokenizer, text)).toList(),
                            output.format(
                                    input.isSingle(),
                                    new TokenTable(streams.terminal()),
                                    TokenizeCommand::writeValue,
                                    TokenizeCommand::writeLine),
                            streams)
                    .run(inputs);
        }
    }

    private static void writeValue(JsonGenerator json, Item item, List<Token> tokens) {
        json.writeStartObject();
        writeColumns(json, tokens);
        json.writeEndObject();
    }

    private static void writeLine(JsonGenerator json, Item item, List<Token> tokens) {
        json.writeStartObject();
        json.writeStringProperty("text", item.input().text());
        item.input().pair().ifPresent(pair -> json.writeStringProperty("text_pair", pair));
        writeColumns(json, tokens);
        json.writeEndObject();
    }

    private static void writeColumns(JsonGenerator json, List<Token> tokens) {
        json.writeName("tokens");
        json.writeStartArray();
        tokens.forEach(token -> json.writeString(token.piece()));
        json.writeEndArray();
        json.writeName("input_ids");
        json.writeStartArray();
        tokens.forEach(token -> json.writeNumber(token.id()));
        json.writeEndArray();
        json.writeName("token_type_ids");
        json.writeStartArray();
        tokens.forEach(token -> json.writeNumber(token.typeId()));
        json.writeEndArray();
        json.writeName("offset_mapping");
        json.writeStartArray();
        tokens.forEach(
                token -> {
                    json.writeStartArray();
                    json.writeNumber(token.start());
                    json.writeNumber(token.end());
                    json.writeEndArray();
                });
        json.writeEndArray();
    }
}
