package dev.distil4j.app;

import dev.distil4j.Distil4J;
import dev.distil4j.Options;
import dev.distil4j.TextInput;
import dev.distil4j.app.console.Streams;
import dev.distil4j.app.input.InputOptions;
import dev.distil4j.app.input.Inputs;
import dev.distil4j.app.input.PairOptions;
import dev.distil4j.app.model.DefaultModel;
import dev.distil4j.app.model.ModelOptions;
import dev.distil4j.app.output.OutputOptions;
import dev.distil4j.app.tokens.DecodeOptions;
import dev.distil4j.app.tokens.Decoded;
import dev.distil4j.app.tokens.TokenJson;
import dev.distil4j.app.tokens.TokenTable;
import dev.distil4j.app.tokens.Tokenization;
import dev.distil4j.app.tokens.TokenizeOptions;
import dev.distil4j.tokenizer.Decoding;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.function.Function;

/** {@code distil tokenize}. */
@Command(
        name = "tokenize",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Show the pieces that a model sees: with their ids and where they stand.",
        footer = {
            "",
            "Offsets count characters (code points) of the text, from 0, the end exclusive; words",
            "are numbered from 0, and a token without a number is one that frames the texts.",
            "--json has the names of Hugging Face's tokenizers.",
            "",
            "Examples:",
            "  distil tokenize \"A gripping, funny film\"",
            "  distil tokenize --model my-model --file reviews.txt --jsonl",
            "  distil tokenize --max-length 128 --stride 32 --file reviews.txt --jsonl",
            "  distil tokenize --decode --no-special-tokens 2 43 4316 3"
        })
final class TokenizeCommand implements Runnable {

    private final Streams streams;

    @Mixin private final InputOptions input = new InputOptions();
    @Mixin private final PairOptions pairs = new PairOptions();
    @Mixin private final OutputOptions output = new OutputOptions();
    @Mixin private final TokenizeOptions encode = new TokenizeOptions();

    @Option(
            names = "--no-special-tokens",
            description = {
                "Do not frame texts with [CLS] and [SEP]; with --decode, leave",
                "special tokens out."
            })
    private boolean bare;

    @Mixin private final DecodeOptions decode = new DecodeOptions();
    @Mixin private final ModelOptions model = new ModelOptions(DefaultModel.CLASSIFY);

    TokenizeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public void run() {
        encode.check(pairs.isGiven());
        decode.check(encode.isGiven() || pairs.isGiven());
        try (Inputs inputs =
                decode.wanted() ? input.openJoined(streams) : input.open(streams, pairs)) {
            WordPieceTokenizer tokenizer =
                    model.open(Distil4J::tokenizer, Options.defaults(), streams);
            BatchRun<?> run = decode.wanted() ? decoding(tokenizer) : encoding(tokenizer);
            run.run(inputs);
        }
    }

    private BatchRun<?> encoding(WordPieceTokenizer tokenizer) {
        boolean windows = encode.windows();
        Tokenization tokenization =
                new Tokenization(
                        tokenizer,
                        encode.encoding(tokenizer.options()).addSpecialTokens(!bare),
                        windows,
                        encode.split(),
                        encode.offsets(),
                        encode.tooLong());
        TokenJson json = new TokenJson(windows);
        return new BatchRun<>(
                each(tokenization::windows),
                output.format(
                        input.isSingle(),
                        new TokenTable(streams.terminal(), windows),
                        json::writeValue,
                        json::writeLine),
                streams);
    }

    private BatchRun<?> decoding(WordPieceTokenizer tokenizer) {
        Decoding how = decode.decoding(!bare, tokenizer.cleanUp());
        return new BatchRun<>(
                each(text -> Decoded.of(text, tokenizer, how)),
                output.format(
                        input.isGiven(), Decoded::line, Decoded::writeValue, Decoded::writeLine),
                streams);
    }

    private static <R> Function<List<TextInput>, List<R>> each(Function<TextInput, R> one) {
        return texts -> texts.stream().map(one).toList();
    }
}
