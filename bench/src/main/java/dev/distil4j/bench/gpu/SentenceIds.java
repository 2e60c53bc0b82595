package dev.distil4j.bench.gpu;

import dev.distil4j.Distil4J;
import dev.distil4j.ModelSource;
import dev.distil4j.Options;
import dev.distil4j.bench.model.Corpus;
import dev.distil4j.bench.model.TestData;
import dev.distil4j.tokenizer.WordPieceTokenizer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Writes the token ids of SST-2's development part, a sentence in each line: what a machine without
 * the data set needs of it.
 */
final class SentenceIds {

    private SentenceIds() {}

    /** Takes the file to write. */
    public static void main(String[] args) throws IOException {
        Path vocabulary = TestData.folder().resolve("vocab").resolve("distilbert-base-uncased");
        WordPieceTokenizer tokenizer =
                Distil4J.tokenizer(ModelSource.folder(vocabulary), Options.defaults());
        Files.write(
                Path.of(args[0]),
                Corpus.SST2.texts().stream()
                        .map(
                                text ->
                                        Arrays.stream(tokenizer.encode(text).ids())
                                                .mapToObj(String::valueOf)
                                                .collect(Collectors.joining(" ")))
                        .toList());
    }
}
