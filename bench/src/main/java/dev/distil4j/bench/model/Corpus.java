package dev.distil4j.bench.model;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Real texts of {@code DISTIL4J_DATA}. */
public enum Corpus {

    /** The 872 sentences of SST-2's development part, in their order. */
    SST2,

    /** The first 1,000 film reviews of IMDb's training part, in their order. */
    IMDB,

    /** The texts of both, shuffled. */
    BOTH;

    private static final int REVIEWS = 1000;

    /** The texts. */
    public List<String> texts() {
        return switch (this) {
            case SST2 -> sentences();
            case IMDB -> reviews();
            case BOTH -> {
                List<String> texts = new ArrayList<>(sentences());
                texts.addAll(reviews());
                Collections.shuffle(texts, new Random(1));
                yield List.copyOf(texts);
            }
        };
    }

    private static List<String> sentences() {
        Path file = TestData.folder().resolve("sst2").resolve("dev.tsv");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split("\t", -1)[0]).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> reviews() {
        Path file = TestData.folder().resolve("imdb").resolve("train.tsv.gz");
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .skip(1)
                    .limit(REVIEWS)
                    .map(line -> line.split("\t", 3)[2])
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
