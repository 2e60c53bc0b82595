package dev.distil4j.bench.model;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes texts of a wanted number of tokens: words that are one token each. */
public final class Words {

    private static final Pattern WORD = Pattern.compile("[a-z]{3,8}");
    private static final int SPECIAL_TOKENS = 2;

    private final List<String> words;
    private final WordPieceTokenizer tokenizer;

    /** Reads the words from the model's vocabulary. */
    public Words(BaseModel model) {
        try {
            words =
                    Files.readAllLines(model.folder().resolve("vocab.txt")).stream()
                            .filter(piece -> WORD.matcher(piece).matches())
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tokenizer = Distil4J.tokenizer(ModelSource.folder(model.folder()), Options.defaults());
    }

    /**
     * A text, the same one whenever it is asked for.
     *
     * @param tokens {@code [CLS]} and {@code [SEP]} included, 2 to 512
     */
    public WordSequence sequence(int tokens) {
        return sequence(tokens, 0);
    }

    /** Another text of so many tokens for every number. */
    public WordSequence sequence(int tokens, int number) {
        String text =
                new Random(512L * number + tokens)
                        .ints(tokens - SPECIAL_TOKENS, 0, words.size())
                        .mapToObj(words::get)
                        .collect(Collectors.joining(" "));
        int[] ids = tokenizer.encode(text).ids();
        if (ids.length != tokens) {
            throw new IllegalStateException(
                    "the text has %d tokens, not %d: %s".formatted(ids.length, tokens, text));
        }
        return new WordSequence(text, Arrays.stream(ids).asLongStream().toArray());
    }
}
