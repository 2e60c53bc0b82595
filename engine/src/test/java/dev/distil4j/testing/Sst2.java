package dev.distil4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/**
 * Sentences of the Stanford Sentiment Treebank.
 *
 * @param sentences as they stand in the file
 * @param labels 1 for a positive one, 0 for a negative
 */
public record Sst2(List<String> sentences, List<Integer> labels) {

    /** The dev set, 872 sentences. */
    public static Sst2 dev() {
        try {
            List<String> lines = Files.readAllLines(TestData.path("sst2/dev.tsv"));
            List<String> rows = lines.subList(1, lines.size());
            return new Sst2(
                    rows.stream().map(row -> row.substring(0, row.indexOf('\t'))).toList(),
                    rows.stream()
                            .map(row -> Integer.valueOf(row.substring(row.indexOf('\t') + 1)))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
