package dev.distil4j.bench.model;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text of a wanted number of tokens: words that are one token each, drawn from the vocabulary.
 *
 * @param text the words
 * @param ids the tokens, {@code [CLS]} and {@code [SEP]} included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WordSequence(String text, long[] ids) {

    private static final Pattern WORD = Pattern.compile("[a-z]{3,8}");
    private static final int SPECIAL_TOKENS = 2;

    /**
     * The text of so many tokens.
     *
     * @param tokens {@code [CLS]} and {@code [SEP]} included, 2 to 512
     */
    public static WordSequence of(BaseModel model, int tokens) {
        try {
            List<String> words =
                    Files.readAllLines(model.folder().resolve("vocab.txt")).stream()
                            .filter(piece -> WORD.matcher(piece).matches())
                            .toList();
            String text =
                    new Random(tokens)
                            .ints(tokens - SPECIAL_TOKENS, 0, words.size())
                            .mapToObj(words::get)
                            .collect(Collectors.joining(" "));
            ModelSource source = ModelSource.folder(model.folder());
            int[] ids = Distil4J.tokenizer(source, Options.defaults()).encode(text).ids();
            if (ids.length != tokens) {
                throw new IllegalStateException(
                        "the text has %d tokens, not %d".formatted(ids.length, tokens));
            }
            return new WordSequence(text, Arrays.stream(ids).asLongStream().toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
