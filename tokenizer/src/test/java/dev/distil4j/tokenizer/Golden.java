package dev.distil4j.tokenizer;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A file of cases made by the reference: its layout is described in the script that writes it,
 * {@code src/test/goldens/make_golden.py}.
 *
 * @param pieces the vocabulary, by id; empty if the cases are over another one
 * @param cases what the reference makes of each text
 */
record Golden(List<String> pieces, List<Case> cases) {
    static Golden load(String resource) {
        return parse(lines(resource));
    }

    static List<String> lines(String resource) {
        var in = Objects.requireNonNull(Golden.class.getResourceAsStream(resource), resource);
        try (var reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Golden parse(List<String> lines) {
        List<String> pieces =
                lines.stream()
                        .filter(line -> line.startsWith("piece\t"))
                        .map(line -> unescaped(line.substring("piece\t".length())))
                        .toList();
        List<Case> cases =
                lines.stream().filter(line -> line.startsWith("case\t")).map(Case::parse).toList();
        return new Golden(pieces, cases);
    }

    /**
     * One text or pair.
     *
     * @param config the normalisation as the script names it
     * @param limit the length to truncate to, or 0
     * @param text the first text
     * @param pair the second, if any
     * @param expected what the reference makes of them
     */
    record Case(String config, int limit, String text, @Nullable String pair, Encoding expected) {
        static Case parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Case(
                    fields[1],
                    Integer.parseInt(fields[2]),
                    unescaped(fields[3]),
                    fields[4].equals("-") ? null : unescaped(fields[4].substring(1)),
                    new Encoding(
                            numbers(fields[5]),
                            numbers(fields[6]),
                            numbers(fields[7]),
                            numbers(fields[8]),
                            numbers(fields[9])));
        }

        WordPieceTokenizer.Builder tokenizer(Vocabulary vocabulary) {
            var builder = Golden.tokenizer(config, vocabulary);
            return limit == 0
                    ? builder
                    : builder.maxLength(limit).truncation(Truncation.LONGEST_FIRST);
        }

        /** The columns of the encoding; what it was cut from, the reference does not tell. */
        Encoding encode(WordPieceTokenizer tokenizer) {
            Encoding encoding =
                    pair == null ? tokenizer.encode(text) : tokenizer.encode(text, pair);
            return new Encoding(
                    encoding.ids(),
                    encoding.typeIds(),
                    encoding.starts(),
                    encoding.ends(),
                    encoding.words());
        }
    }

    /** A tokenizer of unlimited length with the normalisation that the script calls so. */
    static WordPieceTokenizer.Builder tokenizer(String config, Vocabulary vocabulary) {
        String[] settings = config.split(",", -1);
        Boolean stripAccents = settings[1].equals("null") ? null : settings[1].equals("true");
        return WordPieceTokenizer.builder(vocabulary)
                .normalization(
                        new Normalization(
                                settings[0].equals("lower"),
                                stripAccents,
                                settings[2].equals("chinese")))
                .maxLength(Integer.MAX_VALUE);
    }

    static int[] numbers(String field) {
        return field.isEmpty()
                ? new int[0]
                : Arrays.stream(field.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    static String unescaped(String field) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            if (field.charAt(i) == '\\') {
                text.append((char) Integer.parseInt(field, i + 2, i + 6, 16));
                i += 5;
            } else {
                text.append(field.charAt(i));
            }
        }
        return text.toString();
    }
}
