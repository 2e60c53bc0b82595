package dev.distil4j.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class RepliesTest {

    /** A hundred answers after 1 to 100 ms, and two refusals at once, in two seconds. */
    private static final Replies REPLIES =
            new Replies(
                    Stream.concat(
                                    IntStream.rangeClosed(1, 100)
                                            .mapToObj(i -> new Reply(200, 3, i * 1_000_000L)),
                                    Stream.of(new Reply(429, 3, 1), new Reply(429, 3, 1)))
                            .toList(),
                    2);

    @Test
    void timesAreThoseOfAnswers() {
        assertThat(REPLIES.p50()).isEqualTo(50);
        assertThat(REPLIES.p99()).isEqualTo(99);
        assertThat(REPLIES.millis(1)).isEqualTo(100);
    }

    @Test
    void goodputCountsTheTextsThatCameInTime() {
        assertThat(REPLIES.throughput()).isEqualTo(150);
        assertThat(REPLIES.goodput(Duration.ofMillis(40))).isEqualTo(60);
    }

    @Test
    void statusesAreCounted() {
        assertThat(REPLIES.statuses()).isEqualTo(Map.of(200, 100L, 429, 2L));
    }

    @Test
    void withoutAnAnswerThereIsNoTime() {
        assertThat(new Replies(List.of(new Reply(0, 1, 5)), 1).p99()).isNaN();
    }
}
