package dev.distil4j.tokenizer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Published vocabularies and data sets, in the folder that DISTIL4J_DATA names. */
final class Data {
    private static final Pattern JSON_STRING = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"");
    private static final Pattern JSON_ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})|\\\\(.)");

    private Data() {}

    static Path path(String first, String... more) {
        String data = Objects.requireNonNull(System.getenv("DISTIL4J_DATA"), "set DISTIL4J_DATA");
        return Path.of(data).resolve(Path.of(first, more));
    }

    /** A published vocabulary. */
    static Vocabulary vocabulary(String name) {
        return vocabulary(path("vocab", name, "vocab.txt"));
    }

    static Vocabulary vocabulary(Path file) {
        return new Vocabulary(lines(file).map(String::stripTrailing).toList());
    }

    /** The texts of all data sets but the reviews: some 170,000, of a sentence or a paragraph. */
    static List<String> sentences() {
        List<String> texts = new ArrayList<>();
        for (String file :
                List.of(
                        "sst2/train.tsv",
                        "sst2/dev.tsv",
                        "emotion/train.txt",
                        "emotion/val.txt",
                        "goemotions/train.tsv",
                        "goemotions/dev.tsv",
                        "wikitext2/wiki.valid.tokens",
                        "winobias/pro_stereotyped_type1.txt.dev",
                        "winobias/anti_stereotyped_type2.txt.dev",
                        "winogender/all_sentences.tsv")) {
            lines(path(file)).forEach(texts::add);
        }
        for (String file : List.of("conll2003/train.txt", "conll2003/valid.txt")) {
            for (String sentence :
                    String.join("\n", lines(path(file)).toList()).split("\n\n", -1)) {
                texts.add(
                        String.join(
                                " ", sentence.lines().map(line -> line.split(" ", 2)[0]).toList()));
            }
        }
        for (String file : List.of("squad/dev-half.json", "stereoset/dev.json")) {
            JSON_STRING
                    .matcher(String.join("\n", lines(path(file)).toList()))
                    .results()
                    .map(string -> unescaped(string.group(1)))
                    .filter(text -> text.contains(" "))
                    .forEach(texts::add);
        }
        return texts;
    }

    /** 75,000 film reviews, 98 million characters. */
    static Stream<String> reviews() {
        return Stream.of("imdb/train.tsv.gz", "imdb/unsup.tsv.gz")
                .flatMap(file -> lines(path(file)))
                .map(line -> line.substring(line.lastIndexOf('\t') + 1));
    }

    private static Stream<String> lines(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
            String text = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String unescaped(String text) {
        return JSON_ESCAPE
                .matcher(text)
                .replaceAll(
                        escape ->
                                escape.group(1) == null
                                        ? escape.group(2).equals("n")
                                                ? "\n"
                                                : Matcher.quoteReplacement(escape.group(2))
                                        : Matcher.quoteReplacement(
                                                Character.toString(
                                                        (char)
                                                                Integer.parseInt(
                                                                        escape.group(1), 16))));
    }
}
