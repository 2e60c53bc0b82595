package dev.distil4j.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * The same film reviews through this tokenizer and the reference, on one thread, in turns: the ids
 * must be equal, the speeds are logged. {@code distil4j.reviews} sets how many reviews.
 */
@Tag("data")
class ReferenceSpeedTest {
    private static final System.Logger LOG = System.getLogger(ReferenceSpeedTest.class.getName());
    private static final int REVIEWS = Integer.getInteger("distil4j.reviews", 500);
    private static final int ROUNDS = 5;

    @Test
    void reviewsHaveTheIdsOfTheReference() throws Exception {
        List<String> reviews = Data.reviews().limit(REVIEWS).toList();
        WordPieceTokenizer tokenizer =
                WordPieceTokenizer.builder(Data.vocabulary("bert-base-uncased"))
                        .maxLength(Integer.MAX_VALUE)
                        .build();
        String json = Files.readString(Data.path("vocab", "bert-base-uncased", "tokenizer.json"));
        try (Reference reference = new Reference(json)) {
            for (String review : reviews) {
                assertThat(Arrays.stream(tokenizer.encode(review).ids()).asLongStream().toArray())
                        .isEqualTo(reference.ids(review));
            }
            double ours = 0;
            double theirIds = 0;
            double theirColumns = 0;
            for (int round = 0; round < ROUNDS; round++) {
                ours = Math.max(ours, speed(reviews, tokenizer::encode));
                theirIds = Math.max(theirIds, speed(reviews, reference::ids));
                theirColumns = Math.max(theirColumns, speed(reviews, reference::encode));
            }
            LOG.log(
                    System.Logger.Level.INFO,
                    "MB/s, best of {0}: {1} with all columns; the reference {2} with ids alone,"
                            + " {3} with all columns",
                    ROUNDS,
                    ours,
                    theirIds,
                    theirColumns);
        }
    }

    private static double speed(List<String> texts, Consumer<String> encode) {
        long begin = System.nanoTime();
        texts.forEach(encode);
        double seconds = (System.nanoTime() - begin) / 1e9;
        ToIntFunction<String> bytes = text -> text.getBytes(StandardCharsets.UTF_8).length;
        return texts.stream().mapToInt(bytes).sum() / 1e6 / seconds;
    }
}
