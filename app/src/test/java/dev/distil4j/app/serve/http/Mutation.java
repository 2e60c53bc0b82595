package dev.distil4j.app.serve.http;

import java.util.List;
import java.util.Random;

/** Spoils texts, each number in its own way and always in the same. */
final class Mutation {

    private static final List<String> PIECES =
            List.of(
                    "\"",
                    "{",
                    "}",
                    "[",
                    "]",
                    ",",
                    ":",
                    "\\",
                    "\\u0000",
                    "\\ud800",
                    "\u0000",
                    "é",
                    "😀",
                    "null",
                    "true",
                    "-1",
                    "1e999",
                    "9".repeat(150),
                    "0.1",
                    "\r\n",
                    " ",
                    "%00",
                    "inputs",
                    "parameters",
                    "truncate",
                    "[MASK]",
                    "a ".repeat(300),
                    "");

    private final Random random;

    Mutation(long number) {
        random = new Random(number);
    }

    /** One of these, spoiled once to four times. */
    String of(List<String> texts) {
        String text = texts.get(random.nextInt(texts.size()));
        int times = 1 + random.nextInt(4);
        for (int i = 0; i < times; i++) {
            text = spoil(text, texts.get(random.nextInt(texts.size())));
        }
        return text;
    }

    private String spoil(String text, String other) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(12));
        String piece =
                switch (random.nextInt(5)) {
                    case 0 -> "";
                    case 1 -> String.valueOf((char) random.nextInt(256));
                    case 2 -> part(other);
                    case 3 -> text.substring(from, to).repeat(2);
                    default -> PIECES.get(random.nextInt(PIECES.size()));
                };
        return text.substring(0, from) + piece + text.substring(to);
    }

    private String part(String text) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + random.nextInt(40)));
    }
}
