package dev.distil4j.testing;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts of the small vocabulary that the committed checkpoints share. */
public final class TestTexts {

    private static final List<String> WORDS =
            List.of(
                    "the",
                    "film",
                    "plot",
                    "is",
                    "was",
                    "not",
                    "and",
                    "but",
                    "good",
                    "bad",
                    "great",
                    "dull",
                    "fun",
                    "so",
                    "very",
                    "never",
                    "of",
                    "it",
                    "moving",
                    "laughable");

    private TestTexts() {}

    /** Fifty of them, from none to 24 words long, in an irregular order of lengths. */
    public static List<String> fifty() {
        return IntStream.range(0, 50).mapToObj(TestTexts::text).toList();
    }

    private static String text(int k) {
        Random random = new Random(k);
        return IntStream.range(0, k * 7 % 25)
                .mapToObj(i -> WORDS.get(random.nextInt(WORDS.size())))
                .collect(joining(" "));
    }
}
